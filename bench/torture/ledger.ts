/** One message as its writer remembers it; `id` once the server acknowledged it. */
export type Sent = { readonly key: string; readonly text: string; id?: string };

/** One conversation as its writer remembers it. */
export type Talk = { readonly conversation: string; readonly sent: Map<string, Sent>; touched: number };

/** A line of a conversation as the server tells it. */
export type Line = {
  readonly seq: number;
  readonly at: string;
  readonly role: string;
  readonly key: string | undefined;
};

/** What was acknowledged of a conversation at some moment: the id of each key. */
export type Acknowledged = ReadonlyMap<string, string>;

/** What is acknowledged now. */
export function acknowledged(talk: Talk): Acknowledged {
  return new Map([...talk.sent.values()].flatMap(({ key, id }) => (id === undefined ? [] : [[key, id] as const])));
}

/** Everything that is wrong with a conversation: each fault is a sentence, none means that nothing was lost, doubled or torn. */
export function faultsOf(talk: Talk, log: readonly Line[], acked: Acknowledged): readonly string[] {
  const faults = [...orderFaults(log), ...turnFaults(log), ...deliveryFaults(talk, log, acked)];
  return faults.map((fault) => `${talk.conversation}: ${fault}`);
}

function orderFaults(log: readonly Line[]): readonly string[] {
  return log.flatMap((line, i) => {
    const before = log[i - 1];
    return [
      ...(line.seq === i + 1 ? [] : [`line ${i + 1} has seq ${line.seq}: a gap or a double`]),
      ...(before === undefined || before.at < line.at ? [] : [`seq ${line.seq} is not later than the one before`]),
    ];
  });
}

/** A turn is a line of the user and what the bot said to it: one without the other is torn. */
function turnFaults(log: readonly Line[]): readonly string[] {
  return log.flatMap((line, i) =>
    line.role === 'user' && log[i + 1]?.role !== 'bot' ? [`seq ${line.seq} was not answered before the next message`] : [],
  );
}

function deliveryFaults(talk: Talk, log: readonly Line[], acked: Acknowledged): readonly string[] {
  const seqs = new Map<string, number[]>();
  for (const { seq, key, role } of log) if (role === 'user') seqs.set(key ?? '', [...(seqs.get(key ?? '') ?? []), seq]);
  const doubled = [...seqs]
    .filter(([, at]) => at.length > 1)
    .map(([key, at]) => `${key} was taken ${at.length} times: seq ${at.join(', ')}`);
  const strange = [...seqs.keys()]
    .filter((key) => !talk.sent.has(key))
    .map((key) => `${key || 'a line without a name'} was sent by nobody`);
  const lost = [...acked].filter(([key]) => !seqs.has(key)).map(([key, id]) => `${key} was acknowledged as ${id} and is lost`);
  const moved = [...acked]
    .filter(([key, id]) => seqs.has(key) && !seqs.get(key)?.includes(seqOf(id)))
    .map(([key, id]) => `${key} was acknowledged as ${id} and is now seq ${seqs.get(key)}`);
  return [...doubled, ...strange, ...lost, ...moved];
}

/** The place in its conversation that an activity's id tells. */
export function seqOf(id: string): number {
  return Number(id.split('|')[1]);
}
