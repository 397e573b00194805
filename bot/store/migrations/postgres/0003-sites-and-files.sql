-- Sites whose pages embed the chat. `version` guards against two writers; `data` is what a site is, see bot/sites/site.ts.
CREATE TABLE site (
  id text PRIMARY KEY,
  version integer NOT NULL,
  data text NOT NULL
);

-- Files that came with messages, written with the turn that tells of them.
CREATE TABLE file (
  conv_id text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (conv_id, id)
);
-- They are packed already.
ALTER TABLE file ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Names that are good once, for a short while: all processes have to know, no crash has to be outlived.
CREATE UNLOGGED TABLE spent (
  name text PRIMARY KEY,
  until timestamptz NOT NULL
);
CREATE INDEX spent_until ON spent (until);
