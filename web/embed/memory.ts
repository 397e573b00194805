/**
 * What the loader keeps in the storage of the site's page: that there is a conversation, so that the chat connects while it is closed;
 * and, where the browser denies the frame a storage of its own, the way back into it, for as long as the tab is open.
 */
export type Memory = {
  readonly began: () => boolean;
  readonly setBegan: () => void;
  readonly kept: () => Readonly<Record<string, unknown>>;
  readonly keep: (name: string, value: unknown) => void;
  readonly forget: () => void;
};

export function newMemory(site: string): Memory {
  const flag = `keepsake:${site}`;
  let held: Record<string, unknown> = attempt(() => JSON.parse(sessionStorage.getItem(flag) ?? '{}')) ?? {};
  return {
    began: () => attempt(() => localStorage.getItem(flag)) === '1' || Object.keys(held).length > 0,
    setBegan: () => attempt(() => localStorage.setItem(flag, '1')),
    kept: () => held,
    keep: (name, value) => {
      held = { ...held, [name]: value };
      attempt(() => sessionStorage.setItem(flag, JSON.stringify(held)));
    },
    forget: () => {
      held = {};
      attempt(() => sessionStorage.removeItem(flag));
      attempt(() => localStorage.removeItem(flag));
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
