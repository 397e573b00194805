/** What is told of what happened: over the wire, to the page of the desk, and to the terminal. Times are milliseconds since 1970. */

/** What became of problems. Those that are neither solved nor handed over were left, or go on. */
export type Tally = { readonly begun: number; readonly solved: number; readonly handedOver: number };
/** So many times, under this name. */
export type Times = { readonly code: string; readonly times: number };

/** The figures of some days; a day begins at midnight UTC. */
export type Insight = {
  readonly from: number;
  readonly to: number;
  /** Who wrote for the first time. */
  readonly people: number;
  readonly problems: Tally;
  /** Messages that led nowhere. */
  readonly missed: number;
  /** All days, the oldest first, also those on which nothing happened. */
  readonly days: readonly (Tally & { readonly day: number })[];
  /** What came most is first. */
  readonly topics: readonly (Tally & { readonly id: string; readonly title: string })[];
  /** What was given most is first. Some people never say what came of it. */
  readonly fixes: readonly {
    readonly id: string;
    readonly title: string;
    readonly given: number;
    readonly worked: number;
    readonly failed: number;
  }[];
  /** Why people were handed over, by HandoffReason. */
  readonly handoffs: readonly Times[];
  /** How people at a desk ended it. */
  readonly ended: readonly Times[];
  /** Stars that people gave, five first. */
  readonly ratings: readonly { readonly stars: number; readonly times: number }[];
};

/** A message that was not understood when it came; `now` is what it would be taken for today, if for anything. */
export type Missed = {
  readonly conversation: string;
  readonly at: number;
  readonly text: string;
  readonly now?: { readonly topic: string; readonly title: string; readonly sure: number };
};
