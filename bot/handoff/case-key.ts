import type { Instant } from '../../dialogs/case-file.ts';

/** Names one wish for a person: whoever hears of it twice knows that it is the same. */
export function caseKey(conversation: string, since: Instant): string {
  return `${conversation}/${since}`;
}

/** What it names; undefined when it is none. */
export function readCaseKey(key: string): { readonly conversation: string; readonly since: Instant } | undefined {
  const [, conversation, since] = /^(.+)\/(\d{1,15})$/s.exec(key) ?? [];
  return conversation === undefined ? undefined : { conversation, since: Number(since) };
}
