import type { Message, Understanding } from '../dialogs/heard.ts';
import type { JsonObject, Said, SentFile } from './store/store.ts';

/** How secrets are taken out: of a text, and of every text in a piece of JSON; and how many characters of a text are kept. */
export type Masking = {
  readonly text: (text: string) => string;
  readonly json: (value: JsonObject) => JsonObject;
  readonly most: number;
};

/**
 * What was understood, as the decision may know it: the reading was done on the raw text, what stays is masked. A
 * number that the mask takes for a secret is no error code worth keeping, unless the pack knows it as one.
 */
export function maskHeard(masking: Masking, heard: Understanding): Understanding {
  const text = masking.text(heard.text);
  if (text === heard.text) return heard;
  const left = bare(text);
  const codes = heard.codes.filter(({ code, status }) => status === 'known' || left.includes(bare(code)));
  return { ...heard, text, codes, secret: true };
}

/** The line of the log for what a person wrote. */
export function maskSaid(
  masking: Masking,
  user: string,
  message: Message,
  files: readonly SentFile[],
  extra: JsonObject | undefined,
): Said {
  const pick = message.pick === undefined ? {} : { pick: masking.text(message.pick) };
  return {
    from: 'user',
    user,
    text: keptOf(masking, message.text),
    ...pick,
    ...(files.length > 0 && { files: files.map(asSent) }),
    ...(extra && { extra: masking.json(extra) }),
  };
}

function asSent({ id, name, type, size, thumbnail }: SentFile): SentFile {
  return { id, name, type, size, ...(thumbnail !== undefined && { thumbnail }) };
}

/** Characters of the longest secret. */
const LONGEST = 8192;

/** What is kept of a text. Of one far too long the end is not masked, because it is not kept; nor is a secret that the cut goes through. */
function keptOf({ text: mask, most }: Masking, text: string): string {
  const enough = most + 2 * LONGEST;
  if (text.length > enough) return `${mask(text.slice(0, enough)).slice(0, -LONGEST).slice(0, most).toWellFormed()}…`;
  const masked = mask(text);
  return masked.length <= most ? masked : `${masked.slice(0, most).toWellFormed()}…`;
}

function bare(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
