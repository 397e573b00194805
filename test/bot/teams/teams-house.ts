import { openTeams, type TeamsParts } from '../../../bot/channels/teams/teams.ts';
import { newLog } from '../../../bot/log.ts';
import { type TestParts, type TestServer, testServer } from '../line-house.ts';

/** A server whose only channel is that of the Bot Framework; it believes everybody on this machine unless a test registers it. */
export function teamsServer(
  changes: Partial<Pick<TeamsParts, 'registration' | 'cloud' | 'now' | 'patience'>> & { readonly log?: (line: string) => void } = {},
  parts: TestParts = {},
  env: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const { log: write = () => undefined, registration = { kind: 'anonymous' }, ...rest } = changes;
  const log = newLog('debug', 'json', write);
  return testServer(env, { ...parts, channel: ({ store, house, now }) => openTeams({ store, house, now, log, registration, ...rest }) });
}
