/** The chat page: alone at its own address, or in the frame that embed.js opens in the pages of a support site. */
import { keepAboveKeyboard } from '../ground/keyboard.ts';
import { openHostLink } from './host-link.ts';
import { openPage } from './page.ts';

const page = openPage({ site: new URLSearchParams(location.search).get('site') || 'default' });
const link = openHostLink((message) => page.hear(message));

if (link !== undefined) page.joinHost(link);
else {
  page.show();
  // In a frame the page around it sees to that.
  keepAboveKeyboard();
}
