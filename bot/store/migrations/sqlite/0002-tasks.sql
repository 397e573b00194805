-- What is to be done after a turn. It may begin at ready_at, which a lease or a pause moves ahead; `epoch` counts who had it.
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  conv_id TEXT,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  died_at INTEGER,
  why TEXT,
  UNIQUE (queue, key)
) STRICT;
CREATE INDEX task_ready ON task (queue, ready_at) WHERE died_at IS NULL;
CREATE INDEX task_dead ON task (queue, id) WHERE died_at IS NOT NULL;
CREATE INDEX task_conversation ON task (conv_id, queue, id);

-- Who waits for a person is such a task.
INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at)
  SELECT 'handoff', conv_id, reason, conv_id, json_object('summary', json(summary), 'note', note), queued_at, queued_at FROM handoff ORDER BY queued_at;
DROP TABLE handoff;

-- What happened, by day (its first millisecond, UTC).
CREATE TABLE rollup (
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  times INTEGER NOT NULL,
  sum REAL NOT NULL,
  PRIMARY KEY (day, kind, code)
) STRICT, WITHOUT ROWID;

-- What all processes have in common, such as the keys that sign tokens.
CREATE TABLE shared (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
