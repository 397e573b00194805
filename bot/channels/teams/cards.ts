/** Replies as Adaptive Cards, at most version 1.5: what Teams shows. */
import { type Choice, plain, type Reply } from '../../../dialogs/reply.ts';
import type { Agent, JsonObject, Notice } from '../../store/store.ts';

/** The buttons that fit side by side; Teams hides those beyond six. */
const IN_A_ROW = 4;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** How buttons send: Teams calls the bot and shows the card it answers with, others send a message. */
export type Style = 'execute' | 'submit';

/** A reply with its buttons. `card` names it, so that it is answered once. */
export function questionCard(reply: Reply, card: string, style: Style): JsonObject {
  const steps = reply.steps.map((step, i) => ({
    type: 'Input.Toggle',
    id: `step${i + 1}`,
    title: `${i + 1}. ${step}`,
    value: 'false',
    wrap: true,
  }));
  const actions = reply.choices.map((choice) => buttonOf(choice, card, style));
  return cardOf([...lines(reply.text), ...spaced(steps), ...closing(reply), ...rows(actions)], plain(reply));
}

/** The same when it was answered, or when the conversation has gone on: nothing is left to press. */
export function answeredCard(reply: Reply, label: string | undefined): JsonObject {
  const steps = reply.steps.flatMap((step, i) => lines(`${i + 1}. ${step}`));
  const answer = label === undefined || label === '' ? [] : lines(`✓ ${label}`, { weight: 'Bolder', color: 'Good' });
  return cardOf([...lines(reply.text), ...spaced(steps), ...closing(reply), ...spaced(answer)], plain(reply));
}

/** What a person of the desk says, under their name. */
export function agentCard({ name, picture }: Agent, text: string): JsonObject {
  const portrait = { type: 'Image', url: picture ?? '', size: 'Small', style: 'Person', altText: name };
  const who = [
    ...(picture?.startsWith('https://') ? [{ type: 'Column', width: 'auto', items: [portrait] }] : []),
    { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: lines(name, { weight: 'Bolder' }) },
  ];
  return cardOf([{ type: 'ColumnSet', columns: who }, ...lines(text)], `${name}: ${text}`);
}

/** How the conversation stands with the desk. */
export function noticeCard({ text }: Notice): JsonObject {
  return cardOf([{ type: 'Container', style: 'emphasis', bleed: true, items: lines(text, { isSubtle: true }) }], text);
}

/** A card as it is attached to a message. */
export function attached(card: JsonObject): JsonObject {
  return { contentType: ADAPTIVE, content: card };
}

/** A card as the answer to who pressed a button. */
export function shown(card: JsonObject): JsonObject {
  return { statusCode: 200, type: ADAPTIVE, value: card };
}

function cardOf(body: readonly JsonObject[], fallbackText: string): JsonObject {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    fallbackText,
    body,
  };
}

/** Text as it was written: a TextRun reads no Markdown, so nothing in it becomes a link, a list or a heading. */
function lines(text: string, style: JsonObject = {}): JsonObject[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line, ...style }] }));
}

function spaced([first, ...others]: readonly JsonObject[]): JsonObject[] {
  return first === undefined ? [] : [{ ...first, spacing: 'Medium' }, ...others];
}

function closing({ close }: Reply): JsonObject[] {
  // A question stands out; a summary of many lines does not shout.
  return close === undefined ? [] : spaced(lines(close, close.includes('\n') ? {} : { weight: 'Bolder' }));
}

function rows(actions: readonly JsonObject[]): JsonObject[] {
  const starts = Array.from({ length: Math.ceil(actions.length / IN_A_ROW) }, (_, i) => i * IN_A_ROW);
  return starts.map((start) => ({ type: 'ActionSet', spacing: 'Medium', actions: actions.slice(start, start + IN_A_ROW) }));
}

function buttonOf({ label, pick }: Choice, card: string, style: Style): JsonObject {
  const submit = { type: 'Action.Submit', title: label, data: { pick, label, card } };
  return style === 'submit' ? submit : { ...submit, type: 'Action.Execute', verb: 'pick', fallback: submit };
}
