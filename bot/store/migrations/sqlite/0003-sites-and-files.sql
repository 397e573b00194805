-- Sites whose pages embed the chat. `version` guards against two writers; `data` is what a site is, see bot/sites/site.ts.
CREATE TABLE site (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Files that came with messages, written with the turn that tells of them.
CREATE TABLE file (
  conv_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (conv_id, id)
) STRICT;
