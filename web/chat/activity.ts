/** What comes over the stream, as the page knows it. Untrusted: every field is looked at before it is believed. */

export type Choice = { readonly label: string; readonly pick: string | undefined };

/** One bubble. `key` is the sender's own name for a message, by which it knows its echo. */
export type Bubble = {
  readonly id: string;
  readonly from: 'bot' | 'user';
  readonly name: string | undefined;
  readonly text: string;
  readonly steps: readonly string[];
  readonly close: string;
  readonly choices: readonly Choice[];
  readonly at: number;
  readonly language: string | undefined;
  readonly key: string | undefined;
  readonly pick: string | undefined;
};

export type Arrival = { readonly kind: 'bubble'; readonly bubble: Bubble } | { readonly kind: 'typing' } | { readonly kind: 'end' };

type Fields = Readonly<Record<string, unknown>>;

/** Reads one activity; undefined for what a chat page has nothing to do with. */
export function readActivity(activity: unknown): Arrival | undefined {
  const fields = fieldsOf(activity);
  switch (fields.type) {
    case 'typing':
      return fieldsOf(fields.from).role === 'user' ? undefined : { kind: 'typing' };
    case 'endOfConversation':
      return { kind: 'end' };
    case 'message':
      return readBubble(fields);
    default:
      return undefined;
  }
}

function readBubble(fields: Fields): Arrival | undefined {
  const id = textOf(fields.id);
  if (id === '') return undefined;
  const from = fieldsOf(fields.from);
  const data = fieldsOf(fields.channelData);
  const rich = fieldsOf(data.keepsake);
  const own = from.role === 'user';
  const text = typeof rich.text === 'string' ? rich.text : textOf(fields.text);
  return {
    kind: 'bubble',
    bubble: {
      id,
      from: own ? 'user' : 'bot',
      name: textOf(from.name) || undefined,
      text,
      steps: listOf(rich.steps).map(textOf).filter(Boolean),
      close: textOf(rich.close),
      choices: own ? [] : choicesOf(fields, rich),
      at: Date.parse(textOf(fields.timestamp)) || Date.now(),
      language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.exec(textOf(fields.locale))?.[0],
      key: textOf(data.clientActivityID) || undefined,
      pick: textOf(fieldsOf(fields.value).pick) || undefined,
    },
  };
}

/** Our own choices, else the suggested actions of any other bot. */
function choicesOf(fields: Fields, rich: Fields): readonly Choice[] {
  const own = listOf(rich.choices).map((choice) => choiceOf(fieldsOf(choice).label, fieldsOf(choice).pick));
  const actions = listOf(fieldsOf(fields.suggestedActions).actions).map(fieldsOf);
  const suggested = actions.map((action) => choiceOf(action.title, fieldsOf(action.value).pick));
  return (own.length > 0 ? own : suggested).filter(({ label }) => label !== '');
}

function choiceOf(label: unknown, pick: unknown): Choice {
  return { label: textOf(label), pick: textOf(pick) || undefined };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
