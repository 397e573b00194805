import type { Channel } from './channels/channel.ts';
import { readRegistration } from './channels/teams/registration.ts';
import type { TeamsParts } from './channels/teams/teams.ts';
import type { Config } from './config.ts';

/** Opens the channel; undefined when the settings ask for none, and `why` says so. */
export type Teams =
  | { readonly kind: 'open'; readonly anonymous: boolean; readonly open: (parts: Omit<TeamsParts, 'registration'>) => Channel }
  | { readonly kind: 'closed'; readonly why: string }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Loads the room of the Bot Framework, but only where it is set up: a server with web chat alone has no use for the SDK. */
export async function loadTeams(config: Config, now: number): Promise<Teams> {
  const read = readRegistration(config, now);
  if (read.kind !== 'open') return read;
  const { openTeams } = await import('./channels/teams/teams.ts');
  const { registration } = read;
  return { kind: 'open', anonymous: registration.kind === 'anonymous', open: (parts) => openTeams({ ...parts, registration }) };
}
