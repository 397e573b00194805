-- Who works at the desk. `password` is a hash that carries its parameters; empty until one was chosen.
CREATE TABLE desk_account (
  id text PRIMARY KEY,
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  role text NOT NULL,
  password text NOT NULL
);

-- Who is signed in, by the hash of what the browser carries.
CREATE TABLE desk_session (
  hash text PRIMARY KEY,
  account_id text NOT NULL REFERENCES desk_account (id) ON DELETE CASCADE,
  began_at bigint NOT NULL,
  seen_at bigint NOT NULL
);
CREATE INDEX desk_session_account ON desk_session (account_id);

-- Links that are good once: to choose a password, or, of no account, to make the first one.
CREATE TABLE desk_link (
  hash text PRIMARY KEY,
  account_id text REFERENCES desk_account (id) ON DELETE CASCADE,
  until_at bigint NOT NULL
);

-- Tries to sign in, by hashes of names and places; a row is forgotten when nobody has tried for a while.
CREATE TABLE desk_gate (
  key text PRIMARY KEY,
  tries integer NOT NULL,
  free_at bigint NOT NULL,
  last_at bigint NOT NULL
);
CREATE INDEX desk_gate_last ON desk_gate (last_at);
