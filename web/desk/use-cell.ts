import { useEffect, useState } from 'preact/hooks';
import type { Cell } from './cell.ts';

/** What the cell holds now; the component is drawn again when that changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [shown, show] = useState(cell.get());
  useEffect(() => {
    // It may have changed between being drawn and being watched.
    show(() => cell.get());
    return cell.watch(() => show(() => cell.get()));
  }, [cell]);
  return shown;
}
