/** Drawings of one line, for beside a word or on a button that has a name. */
const PATHS = {
  send: 'M4.5 12 3 4.6c-.2-.9.7-1.6 1.5-1.2l16 7.7c.8.4.8 1.4 0 1.8l-16 7.7c-.8.4-1.7-.3-1.5-1.2L4.5 12Zm0 0H12',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15L6 16Zm4 4.5h4',
  keyboard: 'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Zm3 4h.01M11 10h.01M15 10h.01M7 14h10',
  bars: 'M4 20h16M7 16v-5m5 5V5m5 11V9',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0',
  back: 'M19 12H5m6-6-6 6 6 6',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  worked: 'm5 12.5 4.5 4.5L19 7.5',
  failed: 'M6 6l12 12M18 6 6 18',
  other: 'M6 12h12',
  file: 'M7 3h7l4 4v14H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm7 0v4h4',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z',
  down: 'M12 5v14m-6-6 6 6 6-6',
  clip: 'M20 11.5 12 19.500a5 5 0 0 1-7-7l8.500-8.500a3.400 3.400 0 0 1 4.800 4.800l-8.300 8.300a1.700 1.700 0 0 1-2.400-2.400L15 7',
  info: 'M12 11v6m0-9.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of the house. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M35.5 24A11.500 11.500 0 1 1 31 14.900" />
      <path d="M31.600 8.600v6.900h-6.900" />
      <path
        class="full"
        d="M24 29.600c-3.500-2.300-5.200-4.300-5.200-6.400 0-1.600 1.200-2.800 2.700-2.800 1 0 1.900.5 2.500 1.400.6-.9 1.500-1.400 2.500-1.400 1.500 0 2.700 1.200 2.700 2.800 0 2.100-1.700 4.100-5.200 6.400Z"
      />
    </svg>
  );
}
