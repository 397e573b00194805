/** How long a transfer takes, from the amount and the speed that people tell. */
/** Megabytes of "120 GB", "500 MB", "1.5 TB"; none for anything else. */
export function megabytes(size: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(KB|MB|GB|TB)$/i.exec(size.trim());
  const factor = { kb: 0.001, mb: 1, gb: 1000, tb: 1_000_000 }[match?.[2]?.toLowerCase() ?? ''];
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
}

/** Megabits a second of "0.8 Mbit/s", "5 MB/s", "300 kbit/s"; none for anything else. */
export function megabits(rate: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(k|m|g)(bit|b)\/s$/i.exec(rate.trim());
  if (match === null) return undefined;
  const prefix = { k: 0.001, m: 1, g: 1000 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  return Number(match[1]) * prefix * (match[3]?.toLowerCase() === 'bit' ? 1 : 8);
}

/** Share of the raw speed that a backup reaches over hours: pauses, encryption, other devices on the line. */
const USABLE = 0.8;

/** Minutes for an amount and a speed as stored in the facts; none when one of them cannot be read or is zero. */
export function estimate(amount: string | undefined, speed: string | undefined): number | undefined {
  const size = megabytes(amount ?? '');
  const rate = megabits(speed ?? '');
  if (size === undefined || rate === undefined || rate <= 0) return undefined;
  return (size * 8) / (rate * USABLE) / 60;
}
