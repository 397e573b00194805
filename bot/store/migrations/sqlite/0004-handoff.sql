-- How a conversation stands with people: who waits at which desk, who has whom. Written with the turn that changes it; a
-- lease is kept up by the agent's open connection. `epoch` counts through how many hands it went.
CREATE TABLE handoff (
  conv_id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  user_key TEXT NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  desk TEXT,
  agent TEXT,
  agent_json TEXT,
  about TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  lease_until INTEGER,
  taken_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handoff_open ON handoff (since) WHERE state <> 'closed';
CREATE INDEX handoff_agent ON handoff (agent) WHERE state = 'taken';
CREATE INDEX handoff_taken ON handoff (desk, taken_at) WHERE taken_at IS NOT NULL;

-- What those who help write for each other.
CREATE TABLE desk_note (
  conv_id TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  agent_json TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (conv_id, key)
) STRICT, WITHOUT ROWID;

-- Who is at the desk now.
CREATE TABLE presence (
  agent TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_until ON presence (until);
