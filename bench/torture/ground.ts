/** The database under a run, and what can be said of it by looking at its tables. */
export type Ground = {
  readonly engine: 'sqlite' | 'postgres';
  /** The data folder of server number n. */
  readonly data: (n: number) => string;
  readonly env: Readonly<Record<string, string>>;
  /** What is torn in the tables, as sentences. */
  readonly torn: () => Promise<readonly string[]>;
  /** Turns in the tables, openings included. */
  readonly turns: () => Promise<number>;
  readonly remove: () => Promise<void>;
};

/** Conversations in which version, log and inbox do not tell the same story: half a turn was written, or one twice. */
export const TORN = `SELECT * FROM (
    SELECT c.id AS id, c.version AS version, c.next_seq AS next_seq,
      (SELECT count(*) FROM activity a WHERE a.conv_id = c.id) AS lines,
      (SELECT coalesce(max(a.seq), 0) FROM activity a WHERE a.conv_id = c.id) AS last_line,
      (SELECT count(*) FROM inbox i WHERE i.conv_id = c.id) AS turns,
      (SELECT coalesce(sum(i.last_seq - i.first_seq + 1), 0) FROM inbox i WHERE i.conv_id = c.id) AS answered
    FROM conversation c
  ) AS told WHERE lines <> next_seq - 1 OR last_line <> next_seq - 1 OR turns <> version OR answered <> lines LIMIT 20`;

/** Lines that belong to no conversation. */
export const ORPHANS = 'SELECT count(*) AS orphans FROM activity a WHERE NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = a.conv_id)';

/** All turns. */
export const TURNS = 'SELECT count(*) AS turns FROM inbox';

/** The sentences for what these statements found. */
export function tornFaults(torn: readonly object[], orphans: number): readonly string[] {
  const rows = torn.map((row) => `torn: ${JSON.stringify(row)}`);
  return orphans === 0 ? rows : [...rows, `${orphans} lines belong to no conversation`];
}
