-- One row a conversation: its case file and how far its log has come. `version` guards against two writers.
CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  user_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  next_seq INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_user ON conversation (user_key);

-- What was said, masked, in order without gaps; a watermark is a seq.
CREATE TABLE activity (
  conv_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  from_role TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (conv_id, seq)
) STRICT, WITHOUT ROWID;

-- Which deliveries were answered, and with which activities: a repeat gets the same ones.
CREATE TABLE inbox (
  conv_id TEXT NOT NULL,
  activity_id TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (conv_id, activity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_at ON inbox (at);

-- Who waits for a person, since when, and all that this person needs to know.
CREATE TABLE handoff (
  conv_id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  summary TEXT NOT NULL,
  note TEXT NOT NULL,
  queued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handoff_queue ON handoff (queued_at);

-- What happened, for counting; never a text.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  conv_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT,
  value REAL
) STRICT;
CREATE INDEX event_conv ON event (conv_id);
CREATE INDEX event_at ON event (at);
