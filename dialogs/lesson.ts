/** What a message changed: what learn tells decide, so that it can be acknowledged. */
import type { CaseFile } from './case-file.ts';
import type { Outcome } from './picks.ts';

export type Lesson =
  | { readonly kind: 'corrected'; readonly slot: string }
  | { readonly kind: 'told'; readonly slot: string }
  | { readonly kind: 'unsure'; readonly slot: string }
  /** `topic`: of the problem that the fix was for; `isBack`: it was thought to be solved by this fix. */
  | { readonly kind: 'outcome'; readonly fix: string; readonly outcome: Outcome; readonly topic: string; readonly isBack: boolean }
  | { readonly kind: 'unsettled'; readonly fix: string; readonly how: 'partly' | 'not-yet' | 'unsure' }
  | { readonly kind: 'tried'; readonly fixes: readonly string[] }
  /** A yes that is not plain enough to erase anything. */
  | { readonly kind: 'hedged' }
  | { readonly kind: 'consent'; readonly fix: string; readonly yes: boolean }
  | { readonly kind: 'entries'; readonly entries: readonly string[] }
  | { readonly kind: 'near-code'; readonly code: string; readonly suggestions: readonly string[] }
  | { readonly kind: 'unknown-code'; readonly code: string }
  | { readonly kind: 'code-denied' }
  | { readonly kind: 'topic'; readonly topic: string; readonly how: 'new' | 'refined' | 'second' }
  | { readonly kind: 'topic-denied' }
  | { readonly kind: 'guess'; readonly topics: readonly string[] }
  | { readonly kind: 'guide'; readonly guide: string }
  | { readonly kind: 'helped'; readonly yes: boolean }
  | { readonly kind: 'person'; readonly yes: boolean }
  /** After a person helped: whether it is solved. */
  | { readonly kind: 'settled'; readonly yes: boolean }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'rated'; readonly rating: number }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'how' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'solved' }
  | { readonly kind: 'stale-button' };

export type Learnt = { readonly file: CaseFile; readonly lessons: readonly Lesson[] };

/** Adds a lesson. */
export function lesson(learnt: Learnt, ...more: readonly Lesson[]): Learnt {
  return { file: learnt.file, lessons: [...learnt.lessons, ...more] };
}

/** The first lesson of a kind, if there is one. */
export function lessonOf<K extends Lesson['kind']>(lessons: readonly Lesson[], kind: K): Extract<Lesson, { kind: K }> | undefined {
  return lessons.find((l): l is Extract<Lesson, { kind: K }> => l.kind === kind);
}
