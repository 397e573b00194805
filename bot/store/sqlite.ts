/** A store in one SQLite file, for one process. The database has a thread of its own, so no sync of the disk holds up anybody else. */
import { join } from 'node:path';
import type { Accounts } from './accounts.ts';
import { type Addresses, asAddress } from './addresses.ts';
import { DESKS, type Desks } from './desks.ts';
import { asHandover, asNote, flatTask, flatten, logOf, parsedCase } from './flat-turn.ts';
import { newHints, newWhispers } from './hints.ts';
import type { Sites } from './sites.ts';
import { newSpent } from './spent.ts';
import { openThread, type Thread } from './sqlite-call.ts';
import type { EngineParts, SqliteLimits } from './sqlite-engine.ts';
import type { TaskRow } from './sqlite-tasks.ts';
import type { Line, Written } from './sqlite-turns.ts';
import type { Committed, JsonObject, Logged, Said, Store, StoreBeside, Turn } from './store.ts';
import { type DeadTask, queuesOf, type Task, type Tasks } from './tasks.ts';
import type { Kept, Upkeep } from './upkeep.ts';

/** Lines of a log that are read at once. */
const PAGE = 1000;

/** Opens the store and brings its schema up to date. Rejects with StoreError. */
export function openSqlite(file: string, migrations: string, limits: SqliteLimits = {}): Promise<Store> {
  return open({ file, migrations, beside: false, ...limits });
}

/** For a command that works beside a server: leaves the schema as it is. Rejects with StoreError. */
export function openSqliteBeside(file: string, migrations: string): Promise<StoreBeside> {
  return open({ file, migrations, beside: true });
}

async function open(parts: EngineParts): Promise<Store> {
  const thread = await openThread(join(parts.migrations, '../sqlite-thread.ts'), parts);
  const hints = newHints();
  const queues = newHints();
  const spent = newSpent(Date.now);
  const whispers = newWhispers();
  const read: Store['read'] = async (conversation) => {
    const row = await thread.ask('read', conversation);
    if (row === undefined) return { version: 0, case: undefined, nextSeq: 1 };
    return { version: row.version, case: parsedCase(row.state), nextSeq: row.nextSeq };
  };
  const commitTurn = async (turn: Turn): Promise<Committed> => {
    const committed = asCommitted(turn, await thread.commit(flatten(turn)));
    if (committed.kind !== 'done') return committed;
    hints.give(turn.conversation);
    if (turn.desk !== undefined) hints.give(DESKS);
    for (const queue of queuesOf(turn)) queues.give(queue);
    return committed;
  };
  return {
    read,
    commitTurn,
    commitAlone: async (conversation, make) => {
      // This process is the only one that writes turns, and takes those of a conversation in order.
      for (;;) {
        const committed = await commitTurn(make(await read(conversation)));
        if (committed.kind !== 'conflict') return committed;
      }
    },
    after: (conversation, watermark, limit) => after(thread, conversation, watermark, limit),
    watch: hints.watch,
    watchQueue: queues.watch,
    file: (conversation, id) => thread.ask('file', conversation, id),
    whisper: whispers.give,
    overhear: whispers.overhear,
    tasks: tasks(thread),
    sites: sites(thread),
    desks: desks(thread, hints.give),
    addresses: addresses(thread),
    upkeep: upkeep(thread),
    accounts: accounts(thread),
    once: async (name, span) => spent(name, span),
    shared: async (name, make) => (await thread.ask('shared', name, undefined)) ?? String(await thread.ask('shared', name, make())),
    exchange: (name, before, after) => thread.ask('exchange', name, before, after),
    close: thread.close,
  };
}

async function after(thread: Thread, conversation: string, watermark: number, limit: number): Promise<readonly Logged[]> {
  return (await thread.ask('after', conversation, watermark, limit)).map(asLogged);
}

function asLogged({ seq, at, payload }: Line): Logged {
  return { seq, at, said: JSON.parse(payload) as Said };
}

function asCommitted(turn: Turn, written: Written): Committed {
  switch (written.kind) {
    case 'done':
      return { kind: 'done', firstSeq: written.firstSeq, log: logOf(turn.said, written.firstSeq, written.start) };
    case 'duplicate':
      return { kind: 'duplicate', firstSeq: written.firstSeq, log: written.lines.map(asLogged) };
    case 'conflict':
      return written;
  }
}

function tasks({ ask }: Thread): Tasks {
  return {
    plan: async (task, conversation) => ask('plan', flatTask(task), conversation ?? null),
    claim: async (queue, kinds, lease, limit) => (await ask('claim', queue, kinds, lease, limit)).map(asTask),
    renew: ({ id, epoch }, lease) => ask('renew', { id, epoch }, lease),
    finish: ({ id, epoch }) => ask('finish', { id, epoch }),
    later: ({ id, epoch }, delay, { why, payload } = {}) =>
      ask('later', { id, epoch }, delay, why ?? null, payload ? JSON.stringify(payload) : null),
    bury: ({ id, epoch }, why) => ask('bury', { id, epoch }, why),
    dead: async (queue, limit) => (await ask('dead', queue, limit)).map(asDead),
    revive: (queue, id) => ask('revive', queue, id ?? null),
    depth: (queue) => ask('depth', queue),
    unstick: (queue, furthest) => ask('unstick', queue, furthest),
  };
}

function asTask(row: TaskRow): Task {
  return {
    id: Number(row.id),
    key: String(row.key),
    kind: String(row.kind),
    conversation: row.conv_id?.toString(),
    payload: JSON.parse(String(row.payload)) as JsonObject,
    epoch: Number(row.epoch),
    attempts: Number(row.attempts) - 1,
    since: Number(row.created_at),
  };
}

function asDead(row: TaskRow): DeadTask {
  const { epoch: _, ...task } = asTask(row);
  return { ...task, attempts: Number(row.attempts), why: String(row.why ?? ''), died: Number(row.died_at) };
}

function sites({ ask }: Thread): Sites {
  return {
    all: async () => (await ask('sites')).map(({ id, version, data }) => ({ id, version, data: JSON.parse(data) as JsonObject })),
    write: ({ id, version, data }) => ask('writeSite', { id, version, data: JSON.stringify(data) }),
    remove: (id) => ask('removeSite', id),
  };
}

function desks({ ask }: Thread, tell: (name: string) => void): Desks {
  return {
    read: async (conversation) => {
      const row = await ask('handover', conversation);
      return row && asHandover(row);
    },
    open: async (desk, limit) => (await ask('openHandovers', desk ?? null, limit)).map(asHandover),
    place: (conversation, desk) => ask('place', conversation, desk ?? null),
    renew: (agent, lease) => ask('renewLeases', agent, lease),
    lapsed: async (limit) => (await ask('lapsed', limit)).map(asHandover),
    addNote: async (conversation, { key, agent, text }) => {
      await ask('addNote', conversation, key, JSON.stringify(agent), text);
      tell(conversation);
    },
    notes: async (conversation) => (await ask('notes', conversation)).map(asNote),
    arrive: ({ id, name, status }, span) => ask('arrive', id, name, status, span),
    present: () => ask('present'),
    mark: () => ask('mark'),
  };
}

function addresses({ ask }: Thread): Addresses {
  return {
    read: async (conversation) => {
      const row = await ask('address', conversation);
      return row && asAddress(row);
    },
    keep: (conversation, user, reference) => ask('keepAddress', conversation, user, JSON.stringify(reference)),
    note: (conversation, sending) => ask('noteSending', conversation, JSON.stringify(sending)),
    end: (conversation, why) => ask('endAddress', conversation, why),
  };
}

function upkeep(thread: Thread): Upkeep {
  const { ask } = thread;
  return {
    userOf: (conversation) => ask('userOf', conversation),
    exportUser: (user) => exported(thread, user),
    eraseUser: (user) => ask('eraseUser', user),
    dropOld: (before, cursor, limit) => ask('dropOld', before, cursor, limit),
    forget: ({ deliveries, events }, limit) => ask('forget', deliveries, events, limit),
    rollUp: (day) => ask('rollUp', day),
    counts: (from, to) => ask('counts', from, to),
    occasions: async (kind, from, to, limit) =>
      (await ask('occasions', kind, from, to, limit)).map(({ payload, ...where }) => ({ ...where, said: JSON.parse(payload) as Said })),
  };
}

function accounts({ ask }: Thread): Accounts {
  return {
    add: (account) => ask('addAccount', account),
    all: () => ask('accounts'),
    find: (login) => ask('findAccount', login),
    setPassword: (id, password) => ask('setPassword', id, password),
    setRole: (id, role) => ask('setRole', id, role),
    remove: (id) => ask('removeAccount', id),
    openSession: (session, account, replaces) => ask('openSession', session, account, replaces),
    session: (session, limits) => ask('session', session, limits),
    endSession: (session) => ask('endSession', session),
    keepLink: (link, id, life) => ask('keepLink', link, id, life),
    link: (link) => ask('link', link),
    redeem: (link, given) => ask('redeem', link, given),
    knock: (doors) => ask('knock', doors),
    takeBack: (doors) => ask('takeBack', doors),
    tidy: (limits) => ask('tidyAccounts', limits),
  };
}

async function* exported(thread: Thread, user: string): AsyncIterable<Kept> {
  for (const { conversation, channel, updated, state, tasks } of await thread.ask('conversationsOf', user)) {
    const waiting = tasks.map((task) => ({ ...task, payload: parsedCase(String(task.payload)) }) as unknown as JsonObject);
    const log = await wholeLog(thread, conversation);
    const files = await thread.ask('filesOf', conversation);
    const notes = (await thread.ask('notes', conversation)).map(asNote);
    const row = await thread.ask('address', conversation);
    const address = row && asAddress(row);
    yield { conversation, channel, updated, case: parsedCase(state), log, files, notes, ...(address && { address }), tasks: waiting };
  }
}

async function wholeLog(thread: Thread, conversation: string): Promise<readonly Logged[]> {
  const log: Logged[] = [];
  for (;;) {
    const page = await after(thread, conversation, log.at(-1)?.seq ?? 0, PAGE);
    log.push(...page);
    if (page.length < PAGE) return log;
  }
}
