import { readSettings } from '../chat/site.ts';
import type { Settings } from './messages.ts';

/** What the script's own tag says. */
export type ScriptTag = {
  /** Where this server is. */
  readonly home: string;
  readonly site: string;
  readonly settings: Settings;
};

/** Reads `<script src="…/embed.js" data-site="…" data-color="…">`; undefined when the address is none. */
export function readScriptTag(script: HTMLScriptElement): ScriptTag | undefined {
  try {
    const home = new URL(script.src).origin;
    return { home, site: script.dataset.site || 'default', settings: readSettings({ ...script.dataset }) };
  } catch {
    return undefined;
  }
}
