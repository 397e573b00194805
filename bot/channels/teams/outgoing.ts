/** What was said, as the activities that are sent for it. */
import { plain, type Reply } from '../../../dialogs/reply.ts';
import type { Agent, JsonObject, Notice, SentFile } from '../../store/store.ts';
import { agentCard, attached, noticeCard, questionCard, type Style } from './cards.ts';
import type { Reference } from './reference.ts';

/** Something to show to a person. `card` names the reply among all that were ever sent. */
export type Show =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly card: string }
  | { readonly kind: 'agent'; readonly agent: Agent; readonly text: string; readonly files?: readonly SentFile[] }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** Services that show Adaptive Cards; all others get text, and buttons where they have any. */
const WITH_CARDS: Readonly<Record<string, Style>> = {
  msteams: 'execute',
  emulator: 'submit',
  webchat: 'submit',
  directline: 'submit',
  outlook: 'execute',
};
/** Characters of the line that a notification shows. */
const SUMMARY = 100;

/** How buttons work there; undefined where cards are not shown. */
export function styleOf({ channelId }: Reference): Style | undefined {
  return WITH_CARDS[channelId.split(':')[0] ?? ''];
}

/** The activity that shows it. */
export function activityFor(reference: Reference, show: Show): JsonObject {
  return addressed(reference, contentOf(reference, show));
}

/** The activity that shows this text and nothing else. */
export function textFor(reference: Reference, text: string): JsonObject {
  return addressed(reference, message(text));
}

/** The activity that shows that this agent is writing. */
export function typingFor(reference: Reference, { name }: Agent): JsonObject {
  return addressed(reference, { type: 'typing', from: { ...reference.bot, name, role: 'bot' } });
}

/** The activity that puts this card in the place of another. */
export function cardFor(reference: Reference, card: JsonObject): JsonObject {
  return addressed(reference, { attachments: [attached(card)] });
}

function addressed({ channelId, serviceUrl, conversation, bot, user, locale }: Reference, content: JsonObject): JsonObject {
  const to = conversation.isGroup || user === undefined ? {} : { recipient: user };
  return {
    type: 'message',
    channelId,
    serviceUrl,
    conversation,
    from: { ...bot, role: 'bot' },
    ...to,
    ...(locale && { locale }),
    ...content,
  };
}

function contentOf(reference: Reference, show: Show): JsonObject {
  const style = styleOf(reference);
  switch (show.kind) {
    case 'reply':
      return replyContent(show.reply, show.card, style);
    case 'agent':
      return agentContent(show.agent, withFiles(show.text, show.files), style);
    case 'notice':
      return style === undefined ? message(show.notice.text) : withCard(noticeCard(show.notice), show.notice.text);
  }
}

function replyContent(reply: Reply, card: string, style: Style | undefined): JsonObject {
  const inputHint = reply.choices.length > 0 ? 'expectingInput' : 'acceptingInput';
  if (style !== undefined && (reply.choices.length > 0 || reply.steps.length > 0)) {
    return { ...withCard(questionCard(reply, card, style), reply.text), inputHint };
  }
  const actions = reply.choices.map(({ label }) => ({ type: 'imBack', title: label, value: label }));
  return { ...message(plain(reply)), inputHint, ...(actions.length > 0 && { suggestedActions: { actions } }) };
}

function agentContent(agent: Agent, text: string, style: Style | undefined): JsonObject {
  const named = `${agent.name}: ${text}`;
  return style === undefined ? message(named) : withCard(agentCard(agent, text), named);
}

/** All that somebody should read of it, as text. */
export function wordsIn(show: Show): string {
  switch (show.kind) {
    case 'reply':
      return plain(show.reply);
    case 'agent':
      return `${show.agent.name}: ${withFiles(show.text, show.files)}`;
    case 'notice':
      return show.notice.text;
  }
}

function withFiles(text: string, files: readonly SentFile[] = []): string {
  return [text, ...files.map(({ name }) => `📎 ${name}`)].filter((part) => part !== '').join('\n');
}

function message(text: string): JsonObject {
  return { text, textFormat: 'plain' };
}

function withCard(card: JsonObject, words: string): JsonObject {
  return { summary: words.split('\n')[0]?.slice(0, SUMMARY).toWellFormed() ?? '', attachments: [attached(card)] };
}
