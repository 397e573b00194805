-- Who works at the desk. `password` is a hash that carries its parameters; empty until one was chosen.
CREATE TABLE desk_account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is signed in, by the hash of what the browser carries.
CREATE TABLE desk_session (
  hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES desk_account (id) ON DELETE CASCADE,
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_session_account ON desk_session (account_id);

-- Links that are good once: to choose a password, or, of no account, to make the first one.
CREATE TABLE desk_link (
  hash TEXT PRIMARY KEY,
  account_id TEXT REFERENCES desk_account (id) ON DELETE CASCADE,
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tries to sign in, by hashes of names and places; a row is forgotten when nobody has tried for a while.
CREATE TABLE desk_gate (
  key TEXT PRIMARY KEY,
  tries INTEGER NOT NULL,
  free_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_gate_last ON desk_gate (last_at);
