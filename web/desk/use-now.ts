import { useEffect, useState } from 'preact/hooks';

/** How often what shows a span of time is drawn again, in milliseconds. */
const STEP = 5000;

/** Milliseconds since 1970 by the clock of this browser; the component is drawn again every few seconds. */
export function useNow(): number {
  const [now, set] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  return now;
}
