import type { CaseFile, Instant } from '../dialogs/case-file.ts';
import type { Decision } from '../dialogs/decide.ts';
import type { Context, Message, Understanding } from '../dialogs/heard.ts';
import type { Reply } from '../dialogs/reply.ts';
import type { Breath } from './breath.ts';
import { effectsToWrite } from './effects.ts';
import type { InOrder } from './in-order.ts';
import { type Masking, maskHeard, maskSaid } from './mask-heard.ts';
import type { Recent, Remembered } from './recent.ts';
import type { Committed, JsonObject, Said, Store, Stored, Turn } from './store/store.ts';
import type { NewTask } from './store/tasks.ts';

/** What the bot thinks with: pure functions over one pack. */
export type Mind = {
  readonly openCase: (locale: string, at: Instant) => CaseFile;
  readonly reviveCase: (stored: unknown, at: Instant) => CaseFile;
  readonly contextOf: (file: CaseFile) => Context;
  readonly understand: (message: Message, context: Context) => Understanding;
  readonly decide: (before: CaseFile, heard: Understanding, at: Instant) => Decision;
  readonly welcome: (opened: CaseFile, at: Instant) => Decision;
  /** What is said of ourselves to somebody who was given a fix and went silent; undefined when there is nothing to ask. */
  readonly followUp: (before: CaseFile, at: Instant) => Decision | undefined;
};

/** All that a turn needs, as values. */
export type House = {
  readonly store: Store;
  readonly mind: Mind;
  readonly masking: Masking;
  readonly inOrder: InOrder;
  readonly recent: Recent;
  /** Taken before each thought, so that many at once hold up nobody. */
  readonly breath?: Breath;
  /** What a person is told when something of ours broke. */
  readonly trouble: Reply;
  /** What is to be done after a turn, written with it; `version` is that of the conversation after it. */
  readonly afterwards?: (speaker: Speaker, key: string, version: number, decision: Decision) => readonly NewTask[];
  /** Hears of a mind that threw, which it never should. */
  readonly broken: (error: unknown) => void;
};

/** Who speaks, where. */
export type Speaker = { readonly channel: string; readonly conversation: string; readonly user: string; readonly locale: string };

/** A message at the border: raw, so only ever in memory. */
export type Inbound = Speaker & {
  /** Names this delivery among those of the conversation: the same key again is a duplicate. */
  readonly key: string;
  readonly at: Instant;
  readonly message: Message;
  /** Fields of the channel's own that its echo has to carry. */
  readonly extra?: JsonObject;
};

export type Answered = Exclude<Committed, { kind: 'conflict' }>;

/** One message in, one committed answer out. Everything clever is in the calls; nothing else may know this order. Throws StoreError. */
export function turn(house: House, inbound: Inbound): Promise<Answered> {
  return house.inOrder(inbound.conversation, () =>
    untilCommitted(house, inbound, (before) => {
      const raw = house.mind.understand(inbound.message, house.mind.contextOf(before));
      return house.mind.decide(before, maskHeard(house.masking, raw), inbound.at);
    }),
  );
}

/** Opens the conversation with a greeting, unless it is open already; says whether it did. Throws StoreError. */
export function begin(house: House, speaker: Speaker, at: Instant): Promise<boolean> {
  return house.inOrder(speaker.conversation, async () => {
    if ((await house.store.read(speaker.conversation)).version > 0) return false;
    const opening = { ...speaker, at, key: 'begin' };
    const { kind } = await untilCommitted(house, opening, (opened) => house.mind.welcome(opened, at));
    return kind === 'done';
  });
}

type Opening = Omit<Inbound, 'message'> & { readonly message?: Message };

/** Conflicts after which a conversation that several processes write at once is written alone. */
const CONFLICTS = 2;

/** Read, decide, write; anew when somebody else wrote in between. */
async function untilCommitted(house: House, inbound: Opening, decide: (before: CaseFile) => Decision): Promise<Answered> {
  let after: Remembered | undefined;
  const answer = ({ version, case: before }: Remembered): Turn => {
    const decision = thought(house, before, decide);
    after = { version: version + 1, case: decision.case };
    return written(house, inbound, version, decision);
  };
  for (let tries = 0; ; tries++) {
    const committed = await attempt(house, inbound, tries, answer);
    if (committed.kind === 'done' && after !== undefined) house.recent.keep(inbound.conversation, after);
    if (committed.kind !== 'conflict') return committed;
  }
}

/** At first from what is remembered, then from what is stored, at last with nobody in between. */
async function attempt(house: House, inbound: Opening, tries: number, answer: (before: Remembered) => Turn): Promise<Committed> {
  const { store, recent, breath } = house;
  const { conversation } = inbound;
  if (tries >= CONFLICTS) return store.commitAlone(conversation, (stored) => answer(revived(house, inbound, stored)));
  const remembered = tries === 0 ? recent.find(conversation) : undefined;
  const before = remembered ?? revived(house, inbound, await store.read(conversation));
  await breath?.();
  return store.commitTurn(answer(before));
}

function revived({ mind }: House, { locale, at }: Opening, { version, case: stored }: Stored): Remembered {
  return { version, case: version === 0 ? mind.openCase(locale, at) : mind.reviveCase(stored, at) };
}

/** The decision; should thinking fail, the message is kept all the same and its writer is not left without a word. */
function thought(house: House, before: CaseFile, decide: (before: CaseFile) => Decision): Decision {
  try {
    return decide(before);
  } catch (error) {
    house.broken(error);
    return { case: before, replies: [house.trouble], effects: [] };
  }
}

function written(house: House, inbound: Opening, version: number, decision: Decision): Turn {
  const { channel, conversation, user, key, at } = inbound;
  const heard: readonly Said[] = inbound.message === undefined ? [] : [maskSaid(house.masking, user, inbound.message, inbound.extra)];
  const said = [...heard, ...saidByBot(decision.replies)];
  const tasks = house.afterwards?.(inbound, key, version + 1, decision) ?? [];
  return { channel, conversation, user, key, at, version, case: decision.case, said, tasks, ...effectsToWrite(decision.effects) };
}

/** Replies as lines of the log. */
export function saidByBot(replies: readonly Reply[]): readonly Said[] {
  return replies.map((reply) => ({ from: 'bot', reply }));
}
