-- Rows of a conversation and of its log are large for a table without row ids: those keep at most about 1,000 bytes of a row
-- in its page and the rest in pages of its own, and a new line is squeezed between old ones. With row ids a row is whole, new ones
-- come last, and a turn costs the database about half as much.
DROP INDEX conversation_user;
ALTER TABLE conversation RENAME TO conversation_before;
CREATE TABLE conversation (
  id TEXT PRIMARY KEY NOT NULL,
  channel TEXT NOT NULL,
  user_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  next_seq INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO conversation (id, channel, user_key, version, next_seq, last_at, state, updated_at)
  SELECT id, channel, user_key, version, next_seq, last_at, state, updated_at FROM conversation_before;
DROP TABLE conversation_before;
CREATE INDEX conversation_user ON conversation (user_key);

ALTER TABLE activity RENAME TO activity_before;
CREATE TABLE activity (
  conv_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  from_role TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (conv_id, seq)
) STRICT;
INSERT INTO activity (conv_id, seq, at, from_role, payload) SELECT conv_id, seq, at, from_role, payload FROM activity_before;
DROP TABLE activity_before;
