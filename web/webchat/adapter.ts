/** What Web Chat takes for a Direct Line connection: the line of our own page behind it. */
import { type Fields, fieldsOf } from '../chat/activity.ts';
import type { LineState } from '../chat/connection.ts';
import { openLine } from '../chat/direct-line-client.ts';
import type { Visit } from '../chat/entrance.ts';
import { newKey } from '../chat/new-key.ts';
import type { Keep } from '../chat/session.ts';
import { clean } from './clean.ts';
import { newEchoes } from './echoes.ts';
import { filesOf } from './files.ts';
import { comingFrom, newSource, type Observable } from './observable.ts';

/**
 * Web Chat's number for a connection that works, and all that it is told: it takes no message before it hears that, and gives up
 * for good on most others. Messages wait in the line, and the page says itself how that is.
 */
const ONLINE = 2;

/** Activities of other types break it. */
const SHOWN: ReadonlySet<string> = new Set(['message', 'typing', 'event']);

/** Milliseconds for which a message is tried: a little less than Web Chat waits for its echo. */
const PATIENCE = 290_000;
/** Activities that are told again to whoever listens later. */
const REMEMBERED = 1000;

/** A connection as Web Chat uses it, and what the page around it adds. */
export type Adapter = {
  readonly activity$: Observable<Fields>;
  readonly connectionStatus$: Observable<number>;
  readonly postActivity: (activity: Fields) => Observable<string>;
  readonly end: () => void;
  /** Sends a message that could not be delivered again, under its old name, so that it counts once; resolves with how the server shows it. */
  readonly again: (key: string) => Promise<Fields>;
  /** Tries now what waits for its next attempt. */
  readonly wake: () => void;
};

/** state: how the line is. ended: nothing more can be said in this conversation. */
export type Around = { readonly state: (state: LineState) => void; readonly ended: () => void };

/** Opens the conversation that is kept, or a new one. */
export function newAdapter(visit: Visit, keep: Keep, around: Around): Adapter {
  const activities = newSource<Fields>(REMEMBERED);
  const status = newSource<number>(1);
  const echoes = newEchoes();
  const unsent = new Map<string, Fields>();
  status.tell(ONLINE);
  const line = openLine(visit, keep, {
    activity: (raw) => {
      const activity = fieldsOf(raw);
      if (activity.type === 'endOfConversation') around.ended();
      echoes.came(activity);
      if (SHOWN.has(String(activity.type))) activities.tell(spoken(clean(activity)));
    },
    state: around.state,
  });
  const deliver = async (activity: Fields): Promise<string> => {
    const key = nameOf(activity);
    unsent.set(key, activity);
    const name = cardOf(activity) ?? key;
    const files = await filesOf(activity);
    const message = { key: name, text: '', activity: named(activity, name), patience: PATIENCE, ...(files.length > 0 && { files }) };
    const { kind } = await line.send(message);
    if (kind !== 'sent') throw new Error(`not delivered: ${kind}`);
    unsent.delete(key);
    // Web Chat waits for each click of a card by its own name.
    if (name !== key) void echoes.of(name).then((echo) => activities.tell(named(echo, key)));
    return name;
  };
  return {
    activity$: activities.values,
    connectionStatus$: status.values,
    postActivity: (activity) => {
      if (activity.type !== 'typing') return comingFrom(deliver(activity));
      line.typing();
      return comingFrom(Promise.resolve(''));
    },
    end: line.close,
    again: async (key) => {
      const activity = unsent.get(key);
      return echoes.of(activity === undefined ? key : await deliver(activity));
    },
    wake: line.wake,
  };
}

/** For those who listen: Web Chat's own words do not tell who of several speaks. */
function spoken(activity: Fields): Fields {
  const data = fieldsOf(activity.channelData);
  const { name } = fieldsOf(data.agent);
  if (typeof name !== 'string' || data.system === true || typeof activity.text !== 'string') return activity;
  return { ...activity, channelData: { ...data, 'webchat:fallback-text': `${name}: ${activity.text}` } };
}

function nameOf({ channelData }: Fields): string {
  return String(fieldsOf(channelData).clientActivityID ?? newKey());
}

/** A card is answered once, however often its button is pressed, in whatever tab and after whatever reload: its answer is named after it. */
function cardOf({ channelData, value }: Fields): string | undefined {
  const { cardId } = fieldsOf(value);
  return fieldsOf(channelData).postBack === true && typeof cardId === 'string' ? `card/${cardId}` : undefined;
}

function named(activity: Fields, clientActivityID: string): Fields {
  return { ...activity, channelData: { ...fieldsOf(activity.channelData), clientActivityID } };
}
