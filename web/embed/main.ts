/** embed.js: the one line that a support site puts into its pages. */
import { startLoader } from './loader.ts';
import { readScriptTag } from './script-tag.ts';

const script = document.currentScript;
const tag = script instanceof HTMLScriptElement ? readScriptTag(script) : undefined;
if (tag !== undefined) startLoader(tag, 'closed');
