import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../bot/store/store.ts';
import { type ChannelDriver, channelContract, type Person, type Seen } from '../../bot/channel.contract.ts';
import type { Answered } from '../../bot/line-client.ts';
import type { TestServer } from '../../bot/line-house.ts';
import { loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { buttonsIn, cardOf, partsOf, teamsPerson, textOf } from './teams-person.ts';

/** What the person sees of an activity. */
function seenAs(activity: JsonObject): Seen {
  const card = cardOf(activity);
  const parts = card === undefined ? [] : partsOf(card);
  const isNotice = parts.some(({ type, style }) => type === 'Container' && style === 'emphasis');
  const isAgent = parts.some(({ type }) => type === 'ColumnSet');
  const [name = '', ...rest] = textOf(activity).split('\n');
  if (isAgent) return { from: 'agent', name, text: rest.join('\n'), choices: [] };
  return {
    from: isNotice ? 'notice' : 'bot',
    name: 'Keepsake',
    text: textOf(activity),
    choices: buttonsIn(activity).map(({ title }) => title),
  };
}

async function drive(how: 'execute' | 'submit', channelId: string): Promise<ChannelDriver> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-teams-'));
  const connector = await loopbackConnector();
  let server: TestServer = await teamsServer({}, { folder });
  const well = async (answer: Promise<Answered>): Promise<void> => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  };
  const enter = async (): Promise<Person> => {
    const ann = teamsPerson(() => server.url, connector, { channelId });
    await well(ann.arrive());
    return {
      conversation: ann.conversation,
      say: (text, key) => well(ann.say(text, key)),
      press: (label) => well(ann.press(label, how)),
      sees: async (least) => {
        await connector.until(() => ann.seen().length >= least);
        return ann.seen().map(seenAs);
      },
    };
  };
  return {
    store: () => server.store,
    enter,
    desk: (conversation, key, said) => server.desk(conversation, key, said),
    restart: async () => {
      await server.close();
      server = await teamsServer({}, { folder });
    },
    close: async () => {
      await server.close();
      await connector.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

channelContract('Teams, buttons that call the bot', () => drive('execute', 'msteams'));
channelContract('Azure Bot Service, buttons that send a message', () => drive('submit', 'webchat'));
