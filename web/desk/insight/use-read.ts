import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Called, Calls } from '../calls.ts';

/** What the server says at this address: undefined until it has; read anew when the address is another one, or when it is asked for again. */
export function useRead<T>(calls: Calls, path: string): { readonly called: Called<T> | undefined; readonly again: () => void } {
  const [called, setCalled] = useState<Called<T> | undefined>(undefined);
  const newest = useRef(0);
  const read = useCallback(() => {
    newest.current += 1;
    const own = newest.current;
    setCalled(undefined);
    // What was asked for before and comes late is not shown.
    void calls.get<T>(path).then((answer) => own === newest.current && setCalled(answer));
  }, [calls, path]);
  useEffect(() => {
    read();
    return () => {
      newest.current += 1;
    };
  }, [read]);
  return { called, again: read };
}
