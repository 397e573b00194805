import { type Account, type Accounts, GATE_MEMORY, type Gate, pauseAfter, SEEN_STEP, waitAt } from './accounts.ts';
import { type Connections, NOW, type Row, type Run, type Statement } from './postgres-pool.ts';

const COLUMNS = 'id, login, name, role, password';
const OWN_COLUMNS = COLUMNS.replace(/\w+/g, 'own.$&');

const statement = (name: string, text: string): Statement => ({ name: `account-${name}`, text });

/** The statements of the accounts. */
const ACCOUNT_SQL = {
  lock: statement('lock', 'LOCK TABLE desk_account IN SHARE ROW EXCLUSIVE MODE'),
  add: statement('add', `INSERT INTO desk_account (${COLUMNS}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`),
  all: statement('all', `SELECT ${COLUMNS} FROM desk_account ORDER BY login COLLATE "C"`),
  any: statement('any', 'SELECT 1 AS any FROM desk_account LIMIT 1'),
  find: statement('find', `SELECT ${COLUMNS} FROM desk_account WHERE login = $1`),
  byId: statement('by-id', `SELECT ${COLUMNS} FROM desk_account WHERE id = $1 FOR SHARE`),
  password: statement('password', 'UPDATE desk_account SET password = $2 WHERE id = $1 RETURNING id'),
  role: statement('role', 'UPDATE desk_account SET role = $2 WHERE id = $1 RETURNING id'),
  remove: statement('remove', 'DELETE FROM desk_account WHERE id = $1 RETURNING id'),
  openSession: statement(
    'open-session',
    // The account is locked: a password that is just being changed is waited for.
    `INSERT INTO desk_session (hash, account_id, began_at, seen_at)
      SELECT $1, id, ${NOW}, ${NOW} FROM desk_account WHERE id = $2 AND password = $3 FOR SHARE RETURNING hash`,
  ),
  session: statement(
    'session',
    `SELECT ${OWN_COLUMNS}, ${NOW} - seen_at AS unseen FROM desk_session JOIN desk_account AS own ON own.id = account_id
      WHERE hash = $1 AND began_at > ${NOW} - $2::bigint AND seen_at > ${NOW} - $3::bigint`,
  ),
  seen: statement('seen', `UPDATE desk_session SET seen_at = ${NOW} WHERE hash = $1`),
  endSession: statement('end-session', 'DELETE FROM desk_session WHERE hash = $1'),
  endSessions: statement('end-sessions', 'DELETE FROM desk_session WHERE account_id = $1'),
  oldSessions: statement(
    'old-sessions',
    `DELETE FROM desk_session WHERE began_at <= ${NOW} - $1::bigint OR seen_at <= ${NOW} - $2::bigint RETURNING 1 AS gone`,
  ),
  keepLink: statement('keep-link', `INSERT INTO desk_link (hash, account_id, until_at) VALUES ($1, $2, ${NOW} + $3::bigint)`),
  link: statement('link', `SELECT account_id FROM desk_link WHERE hash = $1 AND until_at > ${NOW} FOR UPDATE`),
  endLinks: statement('end-links', 'DELETE FROM desk_link WHERE account_id IS NOT DISTINCT FROM $1'),
  oldLinks: statement('old-links', `DELETE FROM desk_link WHERE until_at <= ${NOW} RETURNING 1 AS gone`),
  // Writes what is there already, which locks it: of two who knock at once the second sees what the first has counted.
  gate: statement(
    'gate',
    `INSERT INTO desk_gate AS own (key, tries, free_at, last_at) VALUES ($1, 0, 0, ${NOW}) ON CONFLICT (key) DO UPDATE SET key = own.key
      RETURNING tries, free_at - ${NOW} AS wait, ${NOW} - last_at AS quiet`,
  ),
  knock: statement('knock', `UPDATE desk_gate SET tries = $2, free_at = ${NOW} + $3::bigint, last_at = ${NOW} WHERE key = $1`),
  takeBack: statement('take-back', `UPDATE desk_gate SET tries = greatest(0, tries - 1), free_at = ${NOW} WHERE key = $1`),
  oldGates: statement('old-gates', `DELETE FROM desk_gate WHERE last_at <= ${NOW} - $1::bigint RETURNING 1 AS gone`),
} as const;

/** The accounts of this database. */
export function postgresAccounts(connections: Connections): Accounts {
  return { ...people(connections), ...sessions(connections), ...links(connections), ...gates(connections) };
}

function people({ query, together }: Connections): Pick<Accounts, 'add' | 'all' | 'find' | 'setPassword' | 'setRole' | 'remove'> {
  return {
    add: (account) => insert(query, account),
    all: async () => (await query(ACCOUNT_SQL.all, [])).map(asAccount),
    find: async (login) => found(await query(ACCOUNT_SQL.find, [login])),
    setPassword: (id, password) => together((run) => renew(run, id, password)),
    setRole: async (id, role) => (await query(ACCOUNT_SQL.role, [id, role])).length > 0,
    remove: async (id) => (await query(ACCOUNT_SQL.remove, [id])).length > 0,
  };
}

function sessions({ query, together }: Connections): Pick<Accounts, 'openSession' | 'session' | 'endSession' | 'tidy'> {
  return {
    openSession: (session, { id, password }, replaces) =>
      together(async (run) => {
        if (replaces !== undefined) await run(ACCOUNT_SQL.endSession, [replaces]);
        return (await run(ACCOUNT_SQL.openSession, [session, id, password])).length > 0;
      }),
    session: async (session, { idle, whole }) => {
      const rows = await query(ACCOUNT_SQL.session, [session, whole, idle]);
      if (rows[0] !== undefined && rows[0].unseen > SEEN_STEP) await query(ACCOUNT_SQL.seen, [session]);
      return found(rows);
    },
    endSession: async (session) => void (await query(ACCOUNT_SQL.endSession, [session])),
    tidy: async ({ idle, whole }) => {
      const gone = [
        await query(ACCOUNT_SQL.oldSessions, [whole, idle]),
        await query(ACCOUNT_SQL.oldLinks, []),
        await query(ACCOUNT_SQL.oldGates, [GATE_MEMORY]),
      ];
      return gone.flat().length;
    },
  };
}

function links({ together }: Connections): Pick<Accounts, 'keepLink' | 'link' | 'redeem'> {
  return {
    keepLink: (link, id, life) =>
      together(async (run) => {
        await run(ACCOUNT_SQL.endLinks, [id ?? null]);
        await run(ACCOUNT_SQL.keepLink, [link, id ?? null, life]);
      }),
    link: (link) => together((run) => look(run, link)),
    redeem: (link, given) =>
      together(async (run) => {
        // Nobody else makes an account meanwhile: of two that would be the first, one is.
        await run(ACCOUNT_SQL.lock, []);
        return use(run, await look(run, link), given);
      }),
  };
}

type Good = { readonly account: Account | undefined };

async function use(run: Run, good: Good | undefined, given: Account): Promise<Account | undefined> {
  if (good === undefined) return undefined;
  await run(ACCOUNT_SQL.endLinks, [good.account?.id ?? null]);
  if (good.account === undefined) return (await insert(run, given)) ? given : undefined;
  await renew(run, good.account.id, given.password);
  return { ...good.account, password: given.password };
}

async function look(run: Run, link: string): Promise<Good | undefined> {
  const [row] = await run(ACCOUNT_SQL.link, [link]);
  if (row === undefined) return undefined;
  if (row.account_id === null) return (await run(ACCOUNT_SQL.any, [])).length === 0 ? { account: undefined } : undefined;
  return { account: found(await run(ACCOUNT_SQL.byId, [row.account_id])) };
}

function gates({ together }: Connections): Pick<Accounts, 'knock' | 'takeBack'> {
  return {
    knock: (wanted) => together((run) => knock(run, inOrder(wanted))),
    takeBack: (wanted) =>
      together(async (run) => {
        for (const { key } of inOrder(wanted)) await run(ACCOUNT_SQL.takeBack, [key]);
      }),
  };
}

async function knock(run: Run, wanted: readonly Gate[]): Promise<number> {
  const stood: { readonly gate: Gate; readonly row: Row }[] = [];
  for (const gate of wanted) for (const row of await run(ACCOUNT_SQL.gate, [gate.key])) stood.push({ gate, row });
  const wait = Math.max(0, ...stood.map(({ gate, row }) => waitAt(Number(row.wait), gate)));
  if (wait > 0) return wait;
  for (const { gate, row } of stood) {
    const tries = 1 + (row.quiet > GATE_MEMORY ? 0 : Number(row.tries));
    await run(ACCOUNT_SQL.knock, [gate.key, tries, pauseAfter(tries, gate)]);
  }
  return 0;
}

/** Everybody locks in this order, so no two wait for each other. */
function inOrder(gates: readonly Gate[]): readonly Gate[] {
  return gates.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

async function insert(run: Run, { id, login, name, role, password }: Account): Promise<boolean> {
  return (await run(ACCOUNT_SQL.add, [id, login, name, role, password])).length > 0;
}

async function renew(run: Run, id: string, password: string): Promise<boolean> {
  const known = (await run(ACCOUNT_SQL.password, [id, password])).length > 0;
  await run(ACCOUNT_SQL.endSessions, [id]);
  await run(ACCOUNT_SQL.endLinks, [id]);
  return known;
}

function found(rows: readonly Row[]): Account | undefined {
  return rows[0] && asAccount(rows[0]);
}

function asAccount({ id, login, name, role, password }: Row): Account {
  return { id, login, name, role: role === 'lead' ? 'lead' : 'agent', password };
}
