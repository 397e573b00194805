-- How a conversation stands with people: who waits at which desk, who has whom. Written with the turn that changes it; a
-- lease is kept up by the agent's open connection. `epoch` counts through how many hands it went.
CREATE TABLE handoff (
  conv_id text PRIMARY KEY,
  channel text NOT NULL,
  user_key text NOT NULL,
  state text NOT NULL,
  since bigint NOT NULL,
  desk text,
  agent text,
  agent_json text,
  about text NOT NULL,
  epoch integer NOT NULL,
  lease_until bigint,
  taken_at bigint,
  changed_at bigint NOT NULL
);
CREATE INDEX handoff_open ON handoff (since) WHERE state <> 'closed';
CREATE INDEX handoff_agent ON handoff (agent) WHERE state = 'taken';
CREATE INDEX handoff_taken ON handoff (desk, taken_at) WHERE taken_at IS NOT NULL;

-- What those who help write for each other.
CREATE TABLE desk_note (
  conv_id text NOT NULL,
  key text NOT NULL,
  at bigint NOT NULL,
  agent_json text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (conv_id, key)
);

-- Who is at the desk now.
CREATE TABLE presence (
  agent text PRIMARY KEY,
  name text NOT NULL,
  status text NOT NULL,
  until bigint NOT NULL
);
CREATE INDEX presence_until ON presence (until);
