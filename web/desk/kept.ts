/** What must outlive a reload: what is half-written, and what is not sent yet. Of this tab, and forgotten with it. */

export type Kept = {
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
};

/** Kept in the storage of the tab; where that is forbidden, for as long as the page lives. */
export function keptInTab(): Kept {
  const fallback = new Map<string, string>();
  return {
    read: (name) => {
      try {
        return fallback.get(name) ?? sessionStorage.getItem(`desk ${name}`) ?? '';
      } catch {
        return fallback.get(name) ?? '';
      }
    },
    write: (name, text) => {
      try {
        if (text === '') sessionStorage.removeItem(`desk ${name}`);
        else sessionStorage.setItem(`desk ${name}`, text);
        fallback.delete(name);
      } catch {
        fallback.set(name, text);
      }
    },
  };
}

/** Who signs out leaves nothing behind. */
export function forgetTab(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
}
