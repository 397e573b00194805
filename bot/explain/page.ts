/** What is known of one thing, on one page: plain data for machines, lines for people. */
import { wrap } from '../wrap.ts';

/** Lines of one kind, under a title. */
export type Section = {
  readonly title: string;
  /** Numbered when their order is the order in which they are done or tried. */
  readonly ordered?: boolean;
  readonly lines: readonly string[];
};
/** All that is known of one thing. */
export type Page = {
  readonly kind: 'code' | 'message' | 'fix' | 'topic' | 'guide' | 'cause' | 'term';
  readonly id: string;
  readonly title: string;
  /** What the bot says of it, or asks for, in its own words. */
  readonly says: string;
  readonly sections: readonly Section[];
};

/** Sets a text off from others, where the terminal can. */
export type Paint = (style: 'bold' | 'cyan' | 'dim', text: string) => string;

/** Sections that have something to say. */
export function filled(...sections: readonly Section[]): Section[] {
  return sections.map((one) => ({ ...one, lines: one.lines.filter((line) => line !== '') })).filter((one) => one.lines.length > 0);
}

/** The page for a terminal of so many columns. */
export function pageText(page: Page, width: number, paint: Paint): string {
  const head = `${paint('bold', page.title)} ${paint('dim', `(${page.kind} ${page.id})`)}`;
  const says = page.says === '' ? [] : [wrap(`  ${page.says}`, width, '  ')];
  return [head, ...says, ...page.sections.map((section) => sectionText(section, width, paint))].join('\n');
}

function sectionText({ title, ordered = false, lines }: Section, width: number, paint: Paint): string {
  const shown = lines.map((line, i) => {
    const mark = ordered ? `  ${i + 1}. ` : '  - ';
    return wrap(`${mark}${line}`, width, ' '.repeat(mark.length));
  });
  return [`  ${paint('cyan', title)}`, ...shown].join('\n');
}
