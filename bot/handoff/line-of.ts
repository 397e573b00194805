import { plain } from '../../dialogs/reply.ts';
import type { Logged } from '../store/store.ts';
import type { Line } from './desk-api.ts';

/** A line of the log as people at a desk read it: plain text. Of what the bot said the whole is in `text`. */
export function lineOf({ seq, at, said }: Logged): Pick<Line, 'seq' | 'at' | 'from' | 'text' | 'agent' | 'files'> {
  switch (said.from) {
    case 'user':
      return { seq, at, from: 'user', text: said.text, ...(said.files && { files: said.files }) };
    case 'bot':
      return { seq, at, from: 'bot', text: plain(said.reply) };
    case 'agent':
      return { seq, at, from: 'agent', text: said.text, agent: said.agent, ...(said.files && { files: said.files }) };
    case 'notice':
      return { seq, at, from: 'notice', text: said.notice.text };
  }
}
