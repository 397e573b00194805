/** A conversation as an agent sees it. */
import type { Handover } from '../../store/desks.ts';
import type { Logged } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Conversation, Line } from '../desk-api.ts';
import { itemOf } from './lists.ts';

/** Lines of one answer, at most. */
const PAGE = 200;

type Moment = { readonly typing: boolean; readonly now: number };

/** Everything on one screen. Rejects with StoreError. */
export async function viewOf(house: House, stand: Handover, after: number, { typing, now }: Moment): Promise<Conversation> {
  const { store, mind } = house;
  const { conversation, state, agent } = stand;
  const [stored, log, notes] = await Promise.all([
    store.read(conversation),
    store.after(conversation, after, PAGE + 1),
    store.desks.notes(conversation),
  ]);
  const { summary, canned } = mind.deskView(mind.reviveCase(stored.case, now));
  return {
    now,
    conversation,
    lines: log.slice(0, PAGE).map(asLine),
    more: log.length > PAGE,
    notes: notes.map(({ at, agent, text }) => ({ at, agent, text })),
    summary,
    canned,
    state,
    ...(agent && { agent }),
    item: itemOf(stand),
    person: { typing },
  };
}

function asLine({ seq, at, said }: Logged): Line {
  const line = { seq, at, from: said.from };
  switch (said.from) {
    case 'user':
      return { ...line, text: said.text, ...(said.files && { files: said.files }) };
    case 'agent':
      return { ...line, text: said.text, agent: said.agent, ...(said.files && { files: said.files }) };
    case 'notice':
      return { ...line, text: said.notice.text, ...(said.notice.agent && { agent: said.notice.agent }) };
    case 'bot': {
      const { text, steps, close, choices } = said.reply;
      return { ...line, text, steps, choices, ...(close !== undefined && { close }) };
    }
  }
}
