import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type Account, GATE_MEMORY, type Gate, pauseAfter, type Role, SEEN_STEP, type SessionLimits, waitAt } from './accounts.ts';

const COLUMNS = 'id, login, name, role, password';
const OWN_COLUMNS = COLUMNS.replace(/\w+/g, 'desk_account.$&');

/** The statements of the accounts. */
const ACCOUNT_SQL = {
  add: `INSERT INTO desk_account (${COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  all: `SELECT ${COLUMNS} FROM desk_account ORDER BY login`,
  any: 'SELECT 1 AS any FROM desk_account LIMIT 1',
  find: `SELECT ${COLUMNS} FROM desk_account WHERE login = ?`,
  byId: `SELECT ${COLUMNS} FROM desk_account WHERE id = ?`,
  password: 'UPDATE desk_account SET password = ? WHERE id = ?',
  role: 'UPDATE desk_account SET role = ? WHERE id = ?',
  remove: 'DELETE FROM desk_account WHERE id = ?',
  openSession: 'INSERT INTO desk_session (hash, account_id, began_at, seen_at) VALUES (?, ?, ?, ?)',
  session: `SELECT ${OWN_COLUMNS}, seen_at FROM desk_session JOIN desk_account ON desk_account.id = account_id
    WHERE hash = ? AND began_at > ? AND seen_at > ?`,
  seen: 'UPDATE desk_session SET seen_at = ? WHERE hash = ?',
  endSession: 'DELETE FROM desk_session WHERE hash = ?',
  endSessions: 'DELETE FROM desk_session WHERE account_id = ?',
  oldSessions: 'DELETE FROM desk_session WHERE began_at <= ? OR seen_at <= ?',
  keepLink: 'INSERT INTO desk_link (hash, account_id, until_at) VALUES (?, ?, ?)',
  link: 'SELECT account_id FROM desk_link WHERE hash = ? AND until_at > ?',
  endLinks: 'DELETE FROM desk_link WHERE account_id IS ?',
  oldLinks: 'DELETE FROM desk_link WHERE until_at <= ?',
  gate: 'SELECT tries, free_at, last_at FROM desk_gate WHERE key = ?',
  knock: `INSERT INTO desk_gate (key, tries, free_at, last_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET tries = excluded.tries, free_at = excluded.free_at, last_at = excluded.last_at`,
  takeBack: 'UPDATE desk_gate SET tries = max(0, tries - 1), free_at = ? WHERE key = ?',
  oldGates: 'DELETE FROM desk_gate WHERE last_at <= ?',
} as const;

type Row = Readonly<Record<string, SQLOutputValue>>;

/** What may be asked of this database about accounts. */
export type AccountOps = {
  readonly addAccount: (account: Account) => boolean;
  readonly accounts: () => readonly Account[];
  readonly findAccount: (login: string) => Account | undefined;
  readonly setPassword: (id: string, password: string) => boolean;
  readonly setRole: (id: string, role: Role) => boolean;
  readonly removeAccount: (id: string) => boolean;
  readonly openSession: (session: string, account: Account, replaces: string | undefined) => boolean;
  readonly session: (session: string, limits: SessionLimits) => Account | undefined;
  readonly endSession: (session: string) => void;
  readonly keepLink: (link: string, id: string | undefined, life: number) => void;
  readonly link: (link: string) => { readonly account: Account | undefined } | undefined;
  readonly redeem: (link: string, given: Account) => Account | undefined;
  readonly knock: (gates: readonly Gate[]) => number;
  readonly takeBack: (gates: readonly Gate[]) => void;
  readonly tidyAccounts: (limits: SessionLimits) => number;
};

type Whole = <T>(work: () => T) => T;
type Prepare = (name: keyof typeof ACCOUNT_SQL) => ReturnType<DatabaseSync['prepare']>;

/** The accounts of this database. */
export function accountOps(db: DatabaseSync, whole: Whole): AccountOps {
  const prepare: Prepare = (name) => db.prepare(ACCOUNT_SQL[name]);
  return { ...peopleOps(prepare, whole), ...sessionOps(prepare, whole), ...linkOps(prepare, whole), ...gateOps(prepare, whole) };
}

function peopleOps(
  prepare: Prepare,
  whole: Whole,
): Pick<AccountOps, 'addAccount' | 'accounts' | 'findAccount' | 'setPassword' | 'setRole' | 'removeAccount'> {
  return {
    addAccount: (account) => insert(prepare, account),
    accounts: () => prepare('all').all().map(asAccount),
    findAccount: (login) => found(prepare('find').get(login)),
    setPassword: (id, password) => whole(() => renew(prepare, id, password)),
    setRole: (id, role) => prepare('role').run(role, id).changes > 0,
    removeAccount: (id) => prepare('remove').run(id).changes > 0,
  };
}

function sessionOps(prepare: Prepare, whole: Whole): Pick<AccountOps, 'openSession' | 'session' | 'endSession' | 'tidyAccounts'> {
  return {
    openSession: (session, { id, password }, replaces) =>
      whole(() => {
        if (replaces !== undefined) prepare('endSession').run(replaces);
        if (prepare('byId').get(id)?.password !== password) return false;
        const now = Date.now();
        return prepare('openSession').run(session, id, now, now).changes > 0;
      }),
    session: (session, { idle, whole: most }) => {
      const now = Date.now();
      const row = prepare('session').get(session, now - most, now - idle);
      if (row !== undefined && now - Number(row.seen_at) > SEEN_STEP) prepare('seen').run(now, session);
      return found(row);
    },
    endSession: (session) => void prepare('endSession').run(session),
    tidyAccounts: ({ idle, whole: most }) =>
      whole(() => {
        const now = Date.now();
        const sessions = prepare('oldSessions').run(now - most, now - idle).changes;
        const links = prepare('oldLinks').run(now).changes;
        return Number(sessions) + Number(links) + Number(prepare('oldGates').run(now - GATE_MEMORY).changes);
      }),
  };
}

function linkOps(prepare: Prepare, whole: Whole): Pick<AccountOps, 'keepLink' | 'link' | 'redeem'> {
  return {
    keepLink: (link, id, life) =>
      whole(() => {
        prepare('endLinks').run(id ?? null);
        prepare('keepLink').run(link, id ?? null, Date.now() + life);
      }),
    link: (link) => whole(() => look(prepare, link)),
    redeem: (link, given) => whole(() => use(prepare, look(prepare, link), given)),
  };
}

type Good = { readonly account: Account | undefined };

function look(prepare: Prepare, link: string): Good | undefined {
  const row = prepare('link').get(link, Date.now());
  if (row === undefined) return undefined;
  if (row.account_id !== null) return { account: found(prepare('byId').get(String(row.account_id))) };
  return prepare('any').get() === undefined ? { account: undefined } : undefined;
}

function use(prepare: Prepare, good: Good | undefined, given: Account): Account | undefined {
  if (good === undefined) return undefined;
  prepare('endLinks').run(good.account?.id ?? null);
  if (good.account === undefined) return insert(prepare, given) ? given : undefined;
  renew(prepare, good.account.id, given.password);
  return { ...good.account, password: given.password };
}

function gateOps(prepare: Prepare, whole: Whole): Pick<AccountOps, 'knock' | 'takeBack'> {
  return {
    knock: (gates) => whole(() => knock(prepare, gates, Date.now())),
    takeBack: (gates) =>
      whole(() => {
        for (const { key } of gates) prepare('takeBack').run(Date.now(), key);
      }),
  };
}

function knock(prepare: Prepare, gates: readonly Gate[], now: number): number {
  const stood = gates.map((gate) => ({ gate, row: prepare('gate').get(gate.key) }));
  const wait = Math.max(0, ...stood.map(({ gate, row }) => waitAt(Number(row?.free_at ?? 0) - now, gate)));
  if (wait > 0) return wait;
  for (const { gate, row } of stood) {
    const forgotten = row === undefined || now - Number(row.last_at) > GATE_MEMORY;
    const tries = 1 + (forgotten ? 0 : Number(row.tries));
    prepare('knock').run(gate.key, tries, now + pauseAfter(tries, gate), now);
  }
  return 0;
}

function insert(prepare: Prepare, { id, login, name, role, password }: Account): boolean {
  return prepare('add').run(id, login, name, role, password).changes > 0;
}

function renew(prepare: Prepare, id: string, password: string): boolean {
  prepare('endSessions').run(id);
  prepare('endLinks').run(id);
  return prepare('password').run(password, id).changes > 0;
}

function found(row: Row | undefined): Account | undefined {
  return row && asAccount(row);
}

function asAccount({ id, login, name, role, password }: Row): Account {
  return { id: String(id), login: String(login), name: String(name), role: role === 'lead' ? 'lead' : 'agent', password: String(password) };
}
