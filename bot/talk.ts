import type { CaseFile, Instant } from '../dialogs/case-file.ts';
import type { Decision } from '../dialogs/decision.ts';
import type { Message } from '../dialogs/heard.ts';
import type { Choice, Reply } from '../dialogs/reply.ts';
import { type Masking, maskHeard, maskSaid } from './mask-heard.ts';
import type { Mind } from './turn.ts';

/** What became of one turn; `user` is what the person wrote, masked as a store would keep it. */
export type Told = { readonly user: string; readonly decision: Decision };

/** A conversation that nobody keeps: the same thinking as behind every channel, with no store and no network. */
export type Talk = {
  readonly greeting: readonly Reply[];
  /** The buttons that are on offer now. */
  readonly choices: () => readonly Choice[];
  /** Takes a turn. Words that are those of an offered button press it. */
  readonly say: (text: string, at: Instant) => Told;
};

/** Begins a conversation at this moment. */
export function beginTalk(mind: Mind, masking: Masking, locale: string, at: Instant): Talk {
  const welcome = mind.welcome(mind.openCase(locale, at), at);
  let file: CaseFile = welcome.case;
  let last: readonly Reply[] = welcome.replies;
  const choices = (): readonly Choice[] => last.flatMap((reply) => reply.choices);
  return {
    greeting: welcome.replies,
    choices,
    say: (text, now) => {
      const message = pressed(text, choices());
      const heard = maskHeard(masking, mind.understand(message, mind.contextOf(file)));
      const decision = mind.decide(file, heard, now);
      file = decision.case;
      last = decision.replies;
      const kept = maskSaid(masking, 'user', message, [], undefined);
      return { user: kept.from === 'user' ? kept.text : '', decision };
    },
  };
}

function pressed(text: string, choices: readonly Choice[]): Message {
  const words = plainly(text);
  const choice = choices.find(({ label }) => plainly(label) === words);
  return choice === undefined ? { text } : { text, pick: choice.pick };
}

function plainly(text: string): string {
  return text.trim().toLowerCase().replaceAll('’', "'");
}
