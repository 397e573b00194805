import type { CaseFile, Instant } from '../dialogs/case-file.ts';
import type { Decision } from '../dialogs/decision.ts';
import type { FromDesk } from '../dialogs/desk-talk.ts';
import type { DeskView } from '../dialogs/desk-view.ts';
import type { Context, Message, Understanding } from '../dialogs/heard.ts';
import type { Reply } from '../dialogs/reply.ts';
import type { Sense } from '../dialogs/sense.ts';
import type { Standing } from '../dialogs/standing.ts';
import type { Breath } from './breath.ts';
import { effectsToWrite } from './effects.ts';
import { standAfter } from './handoff/stand.ts';
import type { InOrder } from './in-order.ts';
import { happenings } from './insight/happenings.ts';
import { type Masking, maskHeard, maskSaid } from './mask-heard.ts';
import type { Recent, Remembered } from './recent.ts';
import type { Committed, FileWithBytes, JsonObject, Said, Store, Stored, Turn } from './store/store.ts';
import type { NewTask } from './store/tasks.ts';

/** What the bot thinks with: pure functions over one pack. */
export type Mind = {
  readonly openCase: (locale: string, at: Instant) => CaseFile;
  readonly reviveCase: (stored: unknown, at: Instant) => CaseFile;
  readonly contextOf: (file: CaseFile) => Context;
  /** What the message means as a sentence; undefined where that is not asked, or not known in time. Never rejects. */
  readonly senseOf?: (message: Message, context: Context) => Promise<Sense | undefined>;
  readonly understand: (message: Message, context: Context, sense?: Sense) => Understanding;
  readonly decide: (before: CaseFile, heard: Understanding, at: Instant, standing?: Standing) => Decision;
  /** What becomes of what people at a desk do; undefined when it cannot be. */
  readonly hearDesk: (before: CaseFile, said: FromDesk, at: Instant) => Decision | undefined;
  /** What those see who take over. */
  readonly deskView: (file: CaseFile) => DeskView;
  readonly welcome: (opened: CaseFile, at: Instant) => Decision;
  /** What is said of ourselves to somebody who was given a fix and went silent; undefined when there is nothing to ask. */
  readonly followUp: (before: CaseFile, at: Instant) => Decision | undefined;
  /** What the team calls a topic or fix; its id where there is none (any more). */
  readonly titles: { readonly topic: (id: string) => string; readonly fix: (id: string) => string };
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
  /** What a person is told when something of ours broke, in their language. */
  readonly trouble: (locale: string) => Reply;
  /** What is to be done after a turn, written with it. */
  readonly afterwards?: (made: Made) => readonly NewTask[];
  /** How it stands with somebody who waits for a person, in their language. */
  readonly standing?: (conversation: string, locale: string) => Promise<Standing | undefined>;
  /** The person is writing: told to whoever helps, and not kept. */
  readonly typing?: (conversation: string) => Promise<void>;
  /** Milliseconds for which an agent of this desk has a conversation without a sign of life, if the desk counts on signs of life. */
  readonly leaseOf?: (desk: string) => number | undefined;
  /** Hears of a mind that threw, which it never should. */
  readonly broken: (error: unknown) => void;
};

/** A turn that is about to be written; `version` is that of the conversation after it. */
export type Made = {
  readonly speaker: Speaker;
  readonly key: string;
  readonly version: number;
  readonly before: CaseFile;
  readonly decision: Decision;
  /** Its lines of the log. */
  readonly said: readonly Said[];
};

/** Who speaks, where. */
export type Speaker = {
  readonly channel: string;
  readonly conversation: string;
  readonly user: string;
  readonly locale: string;
  /** Whoever called shows the answer by itself: nothing has to be sent out. */
  readonly inPlace?: true;
};

/** A message at the border: raw, so only ever in memory. */
export type Inbound = Speaker & {
  /** Names this delivery among those of the conversation: the same key again is a duplicate. */
  readonly key: string;
  readonly at: Instant;
  readonly message: Message;
  /** What came with it, cleaned. */
  readonly files?: readonly FileWithBytes[];
  /** Fields of the channel's own that its echo has to carry. */
  readonly extra?: JsonObject;
};

/** What became of a turn in the end: written now, or before. */
export type Answered = Exclude<Committed, { kind: 'conflict' }>;

/** One message in, one committed answer out. Everything clever is in the calls; nothing else may know this order. Throws StoreError. */
export function turn(house: House, inbound: Inbound): Promise<Answered> {
  return house.inOrder(inbound.conversation, () => {
    const own = settled(house);
    return untilCommitted(own, inbound, (before, standing, sense) => {
      const raw = own.mind.understand(inbound.message, own.mind.contextOf(before), sense);
      return own.mind.decide(before, maskHeard(own.masking, raw), inbound.at, standing);
    });
  });
}

/** The house as it is now: a turn thinks with one mind from its beginning to its end, whatever is learnt meanwhile. */
export function settled(house: House): House {
  return { ...house };
}

/** Opens the conversation with a greeting, unless it is open already; says whether it did. Throws StoreError. */
export function begin(house: House, speaker: Speaker, at: Instant): Promise<boolean> {
  return house.inOrder(speaker.conversation, async () => {
    if ((await house.store.read(speaker.conversation)).version > 0) return false;
    const own = settled(house);
    const opening = { ...speaker, at, key: 'begin' };
    const { kind } = await untilCommitted(own, opening, (opened) => own.mind.welcome(opened, at));
    return kind === 'done';
  });
}

type Opening = Omit<Inbound, 'message'> & { readonly message?: Message };
type Decide = (before: CaseFile, standing: Standing | undefined, sense: Sense | undefined) => Decision;

/** Conflicts after which a conversation that several processes write at once is written alone. */
const CONFLICTS = 2;

/** Read, decide, write; anew when somebody else wrote in between. */
async function untilCommitted(house: House, inbound: Opening, decide: Decide): Promise<Answered> {
  let after: Remembered | undefined;
  const senseOf = newSense(house, inbound);
  const answer = ({ version, case: before }: Remembered, standing?: Standing, sense?: Sense): Turn => {
    const decision = thought(house, before, (known) => decide(known, standing, sense));
    after = { version: version + 1, case: decision.case };
    const { user, message, files = [], extra } = inbound;
    const heard: readonly Said[] = message === undefined ? [] : [maskSaid(house.masking, user, message, files, extra)];
    return turnOf(house, inbound, { version, case: before }, decision, heard);
  };
  for (let tries = 0; ; tries++) {
    const committed = await attempt(house, inbound, tries, { answer, senseOf });
    if (committed.kind === 'done' && after !== undefined) house.recent.keep(inbound.conversation, after);
    if (committed.kind !== 'conflict') return committed;
  }
}

type Thinking = {
  readonly answer: (before: Remembered, standing?: Standing, sense?: Sense) => Turn;
  readonly senseOf: (before?: CaseFile) => Promise<Sense | undefined>;
};

/** At first from what is remembered, then from what is stored, at last with nobody in between. */
async function attempt(house: House, inbound: Opening, tries: number, { answer, senseOf }: Thinking): Promise<Committed> {
  const { store, recent, breath } = house;
  const { conversation } = inbound;
  if (tries >= CONFLICTS) {
    const sense = await senseOf();
    return store.commitAlone(conversation, (stored) => answer(revived(house, inbound, stored), undefined, sense));
  }
  const remembered = tries === 0 ? recent.find(conversation) : undefined;
  const before = remembered ?? revived(house, inbound, await store.read(conversation));
  const sense = await senseOf(before.case);
  const standing = before.case.mode === 'queued' ? await house.standing?.(conversation, before.case.locale) : undefined;
  await breath?.();
  return store.commitTurn(answer(before, standing, sense));
}

/** What the message means as a sentence: asked once, so that thinking again is thinking of the same. What is said to a person is not asked. */
function newSense({ mind }: House, { message }: Opening): Thinking['senseOf'] {
  let asked: Promise<Sense | undefined> | undefined;
  return async (before) => {
    const forUs = message !== undefined && before !== undefined && before.mode !== 'human';
    if (forUs) asked ??= mind.senseOf?.(message, mind.contextOf(before));
    return asked;
  };
}

function revived({ mind }: House, { locale, at }: Opening, { version, case: stored }: Stored): Remembered {
  return { version, case: version === 0 ? mind.openCase(locale, at) : mind.reviveCase(stored, at) };
}

/** The decision; should thinking fail, the message is kept all the same and its writer is not left without a word. */
function thought(house: House, before: CaseFile, decide: (known: CaseFile) => Decision): Decision {
  try {
    return decide(before);
  } catch (error) {
    house.broken(error);
    return { case: before, replies: [house.trouble(before.locale)], effects: [] };
  }
}

/** What a decision writes: what was heard, then what is said to it; how it stands with people; what is to be done. */
export function turnOf(
  house: House,
  inbound: Omit<Opening, 'message'>,
  { version, case: before }: Remembered,
  decision: Decision,
  heard: readonly Said[],
): Turn {
  const { channel, conversation, user, key, at, files = [] } = inbound;
  const said = [...heard, ...saidByBot(decision.replies)];
  const tasks = house.afterwards?.({ speaker: inbound, key, version: version + 1, before, decision, said }) ?? [];
  const desk = standAfter(before, decision, (name) => house.leaseOf?.(name));
  const { happened, handoff } = effectsToWrite(decision.effects);
  const counted = [...happened, ...happenings(before, decision.case, heard[0]?.from === 'user')];
  const more = { ...(desk && { desk }), ...(handoff && { handoff }) };
  return { channel, conversation, user, key, at, version, case: decision.case, said, tasks, files, happened: counted, ...more };
}

/** Replies as lines of the log. */
export function saidByBot(replies: readonly Reply[]): readonly Said[] {
  return replies.map((reply) => ({ from: 'bot', reply }));
}
