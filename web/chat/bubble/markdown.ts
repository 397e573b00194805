/** Markdown of the bot and of people who help, as nodes. Fetched when the first such text comes. */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { mayLead } from './links.ts';

const TAGS = 'p br strong em s del code pre ul ol li blockquote a span'.split(' ');

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Four spaces before a pasted line mean nothing; of a picture only its words are shown, because it would tell its server who reads.
parser.disable(['code', 'table', 'hr', 'lheading']);
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
parser.validateLink = mayLead;
parser.renderer.rules.image = (tokens, index) => parser.utils.escapeHtml(tokens[index]?.content ?? '');
parser.renderer.rules.heading_open = () => '<p><strong>';
parser.renderer.rules.heading_close = () => '</strong></p>';

/** The text as nodes that may stand in the page: no markup of its own, no pictures, links into new tabs. */
export function markdown(text: string): DocumentFragment {
  const made = DOMPurify.sanitize(parser.render(text), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https:|mailto:|tel:)/i,
  });
  for (const link of made.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return made;
}
