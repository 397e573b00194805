import { decide, welcome } from '../dialogs/decide.ts';
import { hearDesk } from '../dialogs/desk-talk.ts';
import { deskView } from '../dialogs/desk-view.ts';
import { fill } from '../dialogs/fill.ts';
import { followUp } from '../dialogs/follow-up.ts';
import { contextOf, openCase, reviveCase } from '../dialogs/open-case.ts';
import type { Reply } from '../dialogs/reply.ts';
import { withDevice } from '../dialogs/understanding/device-told.ts';
import { listening } from '../dialogs/understanding/understand.ts';
import type { Learned } from './learn.ts';
import { NO_SENTENCES, type Sentences } from './sentences/sentences.ts';
import type { Mind } from './turn.ts';

/** What is spoken with those whose language the pack does not have, and what is said where it says nothing. */
const LANGUAGE = 'en';
const BARE_TROUBLE = 'Something went wrong here. Please send that again.';

/** The bot's thinking over what it learned, and over what whole sentences mean where that is wanted. */
export function mindOf({ pack, model }: Learned, sentences: Sentences = NO_SENTENCES): Mind {
  const { understand, sentence } = listening(pack, model);
  const senseOf = sentences.begin(sentence);
  return {
    openCase: (locale, at) => openCase(pack, locale, at),
    reviveCase: (stored, at) => reviveCase(pack, stored, at),
    contextOf,
    ...(senseOf && { senseOf }),
    understand: withDevice(understand),
    decide: (before, heard, at, standing) => decide(pack, before, heard, at, standing),
    hearDesk: (before, said, at) => hearDesk(pack, before, said, at),
    deskView: (file) => deskView(pack, file),
    welcome: (opened, at) => welcome(pack, opened, at),
    followUp: (before, at) => followUp(pack, before, at),
    titles: {
      topic: (id) => pack.topics.get(id)?.label ?? id,
      fix: (id) => fill(pack, pack.fixes.get(id)?.title ?? id, {}),
    },
  };
}

/** What a person is told when something of ours broke: in their language, if the pack has it. */
export function troubleOf({ pack }: Pick<Learned, 'pack'>): (locale: string) => Reply {
  const { languages } = pack.manifest;
  return (locale) => {
    const spoken = languages.find((language) => locale.toLowerCase().startsWith(language)) ?? LANGUAGE;
    const [text = BARE_TROUBLE] = pack.replies.get(spoken)?.get('trouble') ?? pack.replies.get(LANGUAGE)?.get('trouble') ?? [];
    return { id: 'trouble', text, steps: [], choices: [] };
  };
}
