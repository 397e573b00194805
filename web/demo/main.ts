/** The demonstration: puts embed.js into the page as a site would; what stands in the address is set at its tag. */

type Keepsake = {
  readonly open: () => void;
  readonly toggle: () => void;
  readonly setLocale: (locale: string) => void;
  readonly shutdown: () => void;
};

const SETTINGS = ['color', 'position', 'label', 'about', 'greeting', 'scheme', 'locale'];
const EVENTS = ['ready', 'open', 'close', 'unread', 'message', 'shutdown'];

const page = window as unknown as { Keepsake: Keepsake | unknown[] };
// Calls that are made before the script has come wait in a list.
page.Keepsake = [
  ['setContext', { page: document.title }],
  ...EVENTS.map((event) => ['on', event, (detail: unknown) => tell(event, detail)]),
];

const script = document.createElement('script');
const asked = new URLSearchParams(location.search);
for (const name of SETTINGS) {
  const value = asked.get(name);
  if (value !== null && value !== '') script.dataset[name] = value;
}
script.async = true;
script.src = `/embed.js?site=${encodeURIComponent(asked.get('site') || 'default')}`;
document.head.append(script);

for (const link of document.querySelectorAll('[data-ask]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    chat()?.open();
  });
}
press('toggle', (keepsake) => keepsake.toggle());
press('german', (keepsake) => keepsake.setLocale('de'));
press('english', (keepsake) => keepsake.setLocale('en'));
press('sign-out', (keepsake) => keepsake.shutdown());

function press(id: string, act: (keepsake: Keepsake) => void): void {
  document.getElementById(id)?.addEventListener('click', () => {
    const keepsake = chat();
    if (keepsake !== undefined) act(keepsake);
  });
}

function chat(): Keepsake | undefined {
  return Array.isArray(page.Keepsake) ? undefined : page.Keepsake;
}

function tell(event: string, detail: unknown): void {
  const shown = document.getElementById('event');
  if (shown !== null) shown.textContent = detail === undefined ? event : `${event}: ${String(detail)}`;
}
