/** What Teams is told of the bot when it is installed. */
import { type Config, SETTINGS } from '../../../config.ts';
import type { JsonObject } from '../../../store/store.ts';
import { ACCENT } from './icons.ts';

const SCHEMA = '1.22';

type Wanted = Pick<Config, 'appId' | 'publicUrl' | 'teamsName' | 'teamsCompany' | 'teamsWebsite' | 'teamsPrivacy' | 'teamsTerms'>;

/** What Teams offers to write, and what it says of it. */
const COMMANDS = [
  { title: 'help', description: 'What I can do, and how to talk with me' },
  { title: 'human', description: 'Hand this over to a person, with a summary' },
  { title: 'start over', description: 'Forget what was said and begin anew' },
] as const;

/** The settings that are missing for it, each with what it is for. */
export function missingFor(config: Wanted): readonly string[] {
  const needed = [SETTINGS.appId, SETTINGS.teamsCompany, SETTINGS.teamsWebsite, SETTINGS.teamsPrivacy, SETTINGS.teamsTerms];
  const given = [config.appId, config.teamsCompany, config.teamsWebsite, config.teamsPrivacy, config.teamsTerms];
  return needed.filter((_, i) => given[i] === '').map(({ name, about }) => `${name} is missing. ${about}`);
}

/** The manifest; `version` and `description` are those of this program. */
export function manifestOf(config: Wanted, version: string, description: string): JsonObject {
  const { appId, publicUrl, teamsName, teamsCompany, teamsWebsite, teamsPrivacy, teamsTerms } = config;
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA,
    version,
    id: appId,
    developer: { name: teamsCompany, websiteUrl: teamsWebsite, privacyUrl: teamsPrivacy, termsOfUseUrl: teamsTerms },
    name: { short: teamsName, full: teamsName },
    description: {
      short: description,
      full: `${description} It asks a few short questions, leads through one fix at a time, and hands over to a person with a summary.`,
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: [...COMMANDS] }],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: publicUrl === '' ? [] : [new URL(publicUrl).hostname],
  };
}
