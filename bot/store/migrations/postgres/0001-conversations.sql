-- One row a conversation: its case file and how far its log has come. `version` guards against two writers.
-- Room is left in each page, so that an update stays in it and no index has to be touched.
CREATE TABLE conversation (
  id text PRIMARY KEY,
  channel text NOT NULL,
  user_key text NOT NULL,
  version integer NOT NULL,
  next_seq integer NOT NULL,
  last_at bigint NOT NULL,
  state text NOT NULL,
  updated_at bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX conversation_user ON conversation (user_key);

-- What was said, masked, in order without gaps; a watermark is a seq.
CREATE TABLE activity (
  conv_id text NOT NULL,
  seq integer NOT NULL,
  at bigint NOT NULL,
  from_role text NOT NULL,
  payload text NOT NULL,
  PRIMARY KEY (conv_id, seq)
);

-- Which deliveries were answered, and with which activities: a repeat gets the same ones.
CREATE TABLE inbox (
  conv_id text NOT NULL,
  activity_id text NOT NULL,
  first_seq integer NOT NULL,
  last_seq integer NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (conv_id, activity_id)
);
-- Rows come in the order of time: a few bytes for each megabyte find the old ones.
CREATE INDEX inbox_at ON inbox USING brin (at);

-- What is to be done after a turn. It may begin at ready_at, which a lease or a pause moves ahead; `epoch` counts who had it.
CREATE TABLE task (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  conv_id text,
  payload text NOT NULL,
  created_at bigint NOT NULL,
  ready_at bigint NOT NULL,
  epoch integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  died_at bigint,
  why text,
  UNIQUE (queue, key)
);
CREATE INDEX task_ready ON task (queue, ready_at) WHERE died_at IS NULL;
CREATE INDEX task_dead ON task (queue, id) WHERE died_at IS NOT NULL;
CREATE INDEX task_conversation ON task (conv_id, queue, id);

-- What happened, for counting; never a text.
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  conv_id text NOT NULL,
  kind text NOT NULL,
  code text,
  value double precision
);
CREATE INDEX event_conv ON event (conv_id);
CREATE INDEX event_at ON event (at);

-- What happened, by day (its first millisecond, UTC).
CREATE TABLE rollup (
  day bigint NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  times bigint NOT NULL,
  sum double precision NOT NULL,
  PRIMARY KEY (day, kind, code)
);

-- What all processes have in common, such as the keys that sign tokens.
CREATE TABLE shared (
  name text PRIMARY KEY,
  value text NOT NULL
);
