-- How a conversation is reached over a channel that has to be called: what came with its newest message, and what is remembered
-- of sending. `ended` says why nothing can be sent any more.
CREATE TABLE address (
  conv_id text PRIMARY KEY,
  user_key text NOT NULL,
  reference text NOT NULL,
  sending text NOT NULL,
  ended text,
  updated_at bigint NOT NULL
);
CREATE INDEX address_user ON address (user_key);
CREATE INDEX address_updated ON address (updated_at);
