import type { Instant } from '../../dialogs/case-file.ts';

/** Names one wish for a person: whoever hears of it twice knows that it is the same. */
export function caseKey(conversation: string, since: Instant): string {
  return `${conversation}/${since}`;
}
