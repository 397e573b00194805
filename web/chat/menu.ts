/** The menu of the header: a button that shows a few more. Escape and a press elsewhere close it. */
export type Menu = { readonly isOpen: () => boolean; readonly close: () => void };

export function newMenu(button: HTMLButtonElement, list: HTMLElement): Menu {
  const set = (open: boolean): void => {
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => set(list.hidden !== false));
  list.addEventListener('click', () => set(false));
  addEventListener('pointerdown', ({ target }) => {
    const inside = target instanceof Node && (list.contains(target) || button.contains(target));
    if (!inside) set(false);
  });
  addEventListener('focusin', ({ target }) => target instanceof Node && !list.contains(target) && target !== button && set(false));
  return {
    isOpen: () => !list.hidden,
    close: () => {
      const inside = list.contains(document.activeElement);
      set(false);
      if (inside) button.focus();
    },
  };
}
