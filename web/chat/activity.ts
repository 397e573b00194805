/** What comes over the stream, as the page knows it. Untrusted: every field is looked at before it is believed. */

export type Choice = { readonly label: string; readonly pick: string | undefined };

/** Who said something. `picture` is an address that was not looked at yet. */
export type Sender = { readonly kind: 'bot' | 'user' | 'agent'; readonly name: string | undefined; readonly picture: string | undefined };

/** A file that came with a message. Without an `address` only its name is known. */
export type SharedFile = { readonly name: string; readonly type: string; readonly address: string | undefined };

/** One bubble. `key` is the sender's own name for a message, by which it knows its echo. */
export type Bubble = {
  readonly id: string;
  readonly from: Sender;
  readonly text: string;
  /** The text is Markdown; else it is shown as it stands. Never true of what the person wrote. */
  readonly markdown: boolean;
  readonly steps: readonly string[];
  readonly close: string;
  readonly choices: readonly Choice[];
  readonly files: readonly SharedFile[];
  /** Adaptive Cards, as they came. */
  readonly cards: readonly Fields[];
  readonly at: number;
  readonly language: string | undefined;
  readonly key: string | undefined;
  readonly pick: string | undefined;
};

/** Something about the conversation itself. `kind` says what in one word, such as joined. */
export type Notice = {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly agent: string | undefined;
  readonly at: number;
};

export type Arrival =
  | { readonly kind: 'bubble'; readonly bubble: Bubble }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'typing'; readonly name: string | undefined }
  | { readonly kind: 'end' };

export type Fields = Readonly<Record<string, unknown>>;

const CARD = 'application/vnd.microsoft.card.adaptive';

/** Reads one activity; undefined for what a chat page has nothing to do with. */
export function readActivity(activity: unknown): Arrival | undefined {
  const fields = fieldsOf(activity);
  switch (fields.type) {
    case 'typing':
      return fieldsOf(fields.from).role === 'user' ? undefined : { kind: 'typing', name: agentName(fields) };
    case 'endOfConversation':
      return { kind: 'end' };
    case 'message':
      return readMessage(fields);
    default:
      return undefined;
  }
}

function readMessage(fields: Fields): Arrival | undefined {
  const id = textOf(fields.id);
  if (id === '') return undefined;
  const data = fieldsOf(fields.channelData);
  const own = fieldsOf(fields.from).role === 'user';
  if (data.system !== true || own) return { kind: 'bubble', bubble: readBubble(fields, id, own) };
  const notice = { id, kind: textOf(data.notice), text: textOf(fields.text), agent: agentName(fields), at: timeOf(fields) };
  return { kind: 'notice', notice };
}

function readBubble(fields: Fields, id: string, own: boolean): Bubble {
  const data = fieldsOf(fields.channelData);
  const rich = own ? {} : fieldsOf(data.keepsake);
  return {
    id,
    from: senderOf(fields, own),
    text: typeof rich.text === 'string' ? rich.text : textOf(fields.text),
    // What says nothing of its format is Markdown: so the protocol.
    markdown: !own && (fields.textFormat === 'markdown' || fields.textFormat === undefined),
    steps: listOf(rich.steps).map(textOf).filter(Boolean),
    close: textOf(rich.close),
    choices: own ? [] : choicesOf(fields, rich),
    ...attachmentsOf(fields, own),
    at: timeOf(fields),
    language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.exec(textOf(fields.locale))?.[0],
    key: textOf(data.clientActivityID) || undefined,
    pick: textOf(fieldsOf(fields.value).pick) || undefined,
  };
}

function senderOf(fields: Fields, own: boolean): Sender {
  const name = textOf(fieldsOf(fields.from).name) || undefined;
  if (own) return { kind: 'user', name, picture: undefined };
  const agent = fieldsOf(fields.channelData).agent;
  if (typeof agent !== 'object' || agent === null) return { kind: 'bot', name, picture: undefined };
  return { kind: 'agent', name: agentName(fields) ?? name, picture: textOf(fieldsOf(agent).avatarUrl) || undefined };
}

/** The name of the person who helps, where one is meant. */
function agentName(fields: Fields): string | undefined {
  return textOf(fieldsOf(fieldsOf(fields.channelData).agent).name) || undefined;
}

function attachmentsOf(fields: Fields, own: boolean): Pick<Bubble, 'files' | 'cards'> {
  const attachments = listOf(fields.attachments).map(fieldsOf);
  const cards = own ? [] : attachments.filter(({ contentType }) => contentType === CARD).map(({ content }) => fieldsOf(content));
  const files = attachments.filter(({ contentType }) => !textOf(contentType).startsWith('application/vnd.microsoft.card'));
  return { cards, files: files.map(fileOf) };
}

function fileOf({ name, contentType, contentUrl }: Fields): SharedFile {
  return { name: textOf(name), type: textOf(contentType), address: textOf(contentUrl) || undefined };
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

function timeOf(fields: Fields): number {
  return Date.parse(textOf(fields.timestamp)) || Date.now();
}

/** The fields of what may be an object; none otherwise. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
