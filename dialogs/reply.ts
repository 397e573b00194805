/** What is said, in a form that every channel can show. */

/** A button. People may as well type its label. */
export type Choice = {
  readonly label: string;
  /** What the button sends back, `subject=value`; understood also when its question is no longer open. */
  readonly pick: string;
};

/** One bubble: text, then numbered steps, then a closing line (how to see that it worked, the question), then buttons. */
export type Reply = {
  /** Names the wording, so that it is not said twice in a row: `ask:network#1`. */
  readonly id: string;
  readonly text: string;
  readonly steps: readonly string[];
  readonly close?: string;
  readonly choices: readonly Choice[];
};

/** The reply as plain text with numbered lines: what a terminal, a transcript or a simple channel shows. */
export function plain(reply: Reply): string {
  const steps = reply.steps.map((step, i) => `${i + 1}. ${step}`);
  return [reply.text, steps.join('\n'), reply.close ?? ''].filter((part) => part !== '').join('\n\n');
}
