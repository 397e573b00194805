import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelDriver, channelContract, type Person, type Seen } from '../../bot/channel.contract.ts';
import { call, type SeenActivity } from '../../bot/line-client.ts';
import { testServer } from '../../bot/line-house.ts';
import { until } from '../../until.ts';

const LOOSE = { KEEPSAKE_TOKENS_PER_MINUTE: '10000' };

/** Web chat by plain HTTP, as a client that polls. */
async function openDriver(): Promise<ChannelDriver> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-contract-'));
  let server = await testServer(LOOSE, { folder });
  return {
    store: () => server.store,
    enter: () => enter(() => server.url),
    desk: (...said) => server.desk(...said),
    restart: async () => {
      await server.close();
      server = await testServer(LOOSE, { folder });
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function enter(url: () => string): Promise<Person> {
  const pass = await call(url(), 'POST', '/embed/token', { body: {} });
  const token = String(pass.body.token);
  const conversation = String(pass.body.conversationId);
  const path = `/v3/directline/conversations/${conversation}/activities`;
  const read = async (): Promise<readonly SeenActivity[]> => {
    const { body } = await call(url(), 'GET', path, { token });
    return (body.activities as readonly SeenActivity[]).filter(({ from }) => from.role !== 'user');
  };
  const post = async (activity: object): Promise<void> => {
    const { status, body } = await call(url(), 'POST', path, { token, body: activity });
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  };
  await call(url(), 'POST', '/v3/directline/conversations', { token, body: {} });
  return {
    conversation,
    say: (text, key) => post({ type: 'message', text, ...(key && { channelData: { clientActivityID: key } }) }),
    press: async (label) => {
      const offered = (await read()).flatMap(actionsOf).findLast(({ title }) => title === label);
      await post({ type: 'message', text: label, value: offered?.value });
    },
    sees: (least) =>
      until(async () => {
        const seen = await read();
        return seen.length >= least && seen.map(asSeen);
      }),
  };
}

type Action = { readonly title: string; readonly value: unknown };

function actionsOf({ suggestedActions }: SeenActivity): readonly Action[] {
  return (suggestedActions as { readonly actions: readonly Action[] } | undefined)?.actions ?? [];
}

function asSeen(activity: SeenActivity): Seen {
  const { from, text = '', channelData = {} } = activity;
  const kind = channelData.system === true ? 'notice' : channelData.agent === undefined ? 'bot' : 'agent';
  return { from: kind, text, name: String(from.name), choices: actionsOf(activity).map(({ title }) => title) };
}

channelContract('Direct Line, as people see it', openDriver);
