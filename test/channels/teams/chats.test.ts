/** The conversations that specify the bot, held over two channels: the same is said, and the same is remembered. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import { openDirectLine } from '../../../bot/channels/direct-line/direct-line.ts';
import { mindOf } from '../../../bot/mind.ts';
import { type Chat, parseChat } from '../../../bot/rehearsal/chat-file.ts';
import type { JsonObject } from '../../../bot/store/store.ts';
import { type Visitor, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { learnt } from '../../brain.ts';
import { type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { buttonsIn, cardOf, pressing, type TeamsPerson, teamsPerson, textOf } from './teams-person.ts';

const FOLDER = resolve('test/conversations');
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.chat'))
  .sort();
const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };
const EXPECT = { deliveryMode: 'expectReplies', locale: 'en-GB' };

/** What somebody reads of a reply, whatever the channel: its lines, and its buttons. */
type Read = { readonly lines: readonly string[]; readonly choices: readonly string[] };

let now = Date.UTC(2026, 0, 5, 2, 0);
let line: TestServer;
let teams: TestServer;
let connector: LoopbackConnector;

beforeAll(async () => {
  const mind = mindOf({ ...(await learnt('knowledge/phone-backup')), warnings: [] });
  connector = await loopbackConnector();
  const clock = (): number => now;
  line = await testServer(LOOSE, { mind, channel: (parts) => openDirectLine({ ...parts, now: clock }) });
  teams = await teamsServer({ now: clock }, { mind });
});
afterAll(async () => {
  await Promise.all([line.close(), teams.close()]);
  await connector.close();
});

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((one) => one.trim() !== '');
}

function readOfTeams(activity: JsonObject): Read {
  const card = cardOf(activity);
  const context = new SerializationContext(Versions.v1_5);
  if (card !== undefined) new AdaptiveCard().parse(card, context);
  expect(context.eventCount).toBe(0);
  return { lines: linesOf(textOf(activity)), choices: buttonsIn(activity).map(({ title }) => title) };
}

type SeenOnLine = Awaited<ReturnType<Visitor['read']>>[number];

function readOfLine({ text = '', suggestedActions }: SeenOnLine): Read {
  const { actions = [] } = (suggestedActions ?? {}) as { readonly actions?: readonly { readonly title: string }[] };
  return { lines: linesOf(text), choices: actions.map(({ title }) => title) };
}

/** One person who talks over both at once. */
type Twins = {
  readonly ann: Visitor;
  readonly bob: TeamsPerson;
  seen: number;
  onTeams: readonly JsonObject[];
  onLine: readonly SeenOnLine[];
};

async function sayOnLine(twins: Twins, activity: JsonObject): Promise<readonly Read[]> {
  await twins.ann.post(activity);
  const after = await twins.ann.read(String(twins.seen));
  twins.seen += after.length;
  twins.onLine = after.filter(({ from }) => from.role === 'bot');
  return twins.onLine.map(readOfLine);
}

async function sayOnTeams(twins: Twins, activity: JsonObject): Promise<readonly Read[]> {
  const { body } = await twins.bob.post({ ...activity, ...EXPECT });
  twins.onTeams = body.activities as readonly JsonObject[];
  return twins.onTeams.map(readOfTeams);
}

/** The button as each channel sends it; after a greeting the talk may take another way than written, and then it is words. */
function pressed({ onLine, onTeams }: Twins, label: string): readonly [onLine: JsonObject, onTeams: JsonObject] {
  const named = ({ title }: { readonly title?: unknown }): boolean => String(title).toLowerCase() === label.toLowerCase();
  const actions = onLine.flatMap(
    ({ suggestedActions }) => (suggestedActions as { readonly actions: readonly JsonObject[] } | undefined)?.actions ?? [],
  );
  const [mine, theirs] = [actions.find(named), onTeams.flatMap(buttonsIn).find(named)];
  const words = { type: 'message', text: label };
  expect(theirs === undefined).toBe(mine === undefined);
  if (mine === undefined || theirs === undefined) return [words, words];
  return [{ type: 'message', text: mine.text ?? '', value: mine.value ?? null }, pressing(theirs, 'submit')];
}

async function hold(twins: Twins, { lines }: Chat): Promise<number> {
  let turns = 0;
  for (const { verb, text } of lines) {
    if (verb === 'after') now += Number(text);
    if (verb !== 'user' && verb !== 'press') continue;
    now += 20_000;
    const words = { type: 'message', text };
    const [toLine, toTeams] = verb === 'press' ? pressed(twins, text) : [words, words];
    const [mine, theirs] = await Promise.all([sayOnLine(twins, toLine), sayOnTeams(twins, toTeams)]);
    expect(theirs).toEqual(mine);
    expect(mine.length).toBeGreaterThan(0);
    turns += 1;
  }
  return turns;
}

describe('a conversation is the same over Direct Line and Teams', () => {
  test.each(FILES)('%s', async (name) => {
    const chat = parseChat(name, readFileSync(join(FOLDER, name), 'utf8'));
    const ann = await visit(line.url);
    const bob = teamsPerson(() => teams.url, connector);
    const greeting = await bob.post({ type: 'installationUpdate', action: 'add', ...EXPECT });
    const onLine = await ann.read();
    const twins: Twins = { ann, bob, seen: onLine.length, onLine, onTeams: greeting.body.activities as readonly JsonObject[] };
    expect(twins.onTeams.map(readOfTeams)).toEqual(onLine.map(readOfLine));
    expect(await hold(twins, chat)).toBeGreaterThan(0);
    const [one, other] = await Promise.all([line.store.read(ann.conversation), teams.store.read(bob.conversation)]);
    expect(other).toEqual(one);
  });
});
