-- How a conversation is reached over a channel that has to be called: what came with its newest message, and what is remembered
-- of sending. `ended` says why nothing can be sent any more.
CREATE TABLE address (
  conv_id TEXT PRIMARY KEY,
  user_key TEXT NOT NULL,
  reference TEXT NOT NULL,
  sending TEXT NOT NULL,
  ended TEXT,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX address_user ON address (user_key);
CREATE INDEX address_updated ON address (updated_at);
