import { openTeams, type TeamsParts } from '../../../bot/channels/teams/teams.ts';
import { newLog } from '../../../bot/log.ts';
import type { House } from '../../../bot/turn.ts';
import { type TestParts, type TestServer, testServer } from '../../bot/line-house.ts';

/** A server whose only channel is that of the Bot Framework; it believes everybody on this machine unless a test registers it. */
export function teamsServer(
  changes: Partial<Pick<TeamsParts, 'registration' | 'cloud' | 'now' | 'patience'>> & {
    readonly log?: (line: string) => void;
    readonly typing?: NonNullable<House['typing']>;
  } = {},
  parts: TestParts = {},
  env: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const { log: write = () => undefined, registration = { kind: 'anonymous' }, typing, ...rest } = changes;
  const log = newLog('debug', 'json', write);
  return testServer(env, {
    ...parts,
    channel: ({ store, house: plain, now }) => {
      const house = plain.then((one) => ({ ...one, ...(typing && { typing }) }));
      return openTeams({ store, house, now, log, registration, ...rest });
    },
  });
}
