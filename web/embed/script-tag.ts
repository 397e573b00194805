import { readSettings } from '../chat/site.ts';
import type { Settings } from './messages.ts';

/** What the script's own tag says. */
export type ScriptTag = {
  /** Where this server is. */
  readonly home: string;
  readonly site: string;
  readonly settings: Settings;
  /** How the site is set, where the address of the script names the site: then the server tells it with the script. */
  readonly fromSite: Settings;
};

/** Reads `<script src="…/embed.js?site=…" data-color="…">`, or with `data-site="…"`; undefined when the address is none. */
export function readScriptTag(script: HTMLScriptElement): ScriptTag | undefined {
  try {
    const { origin: home, searchParams } = new URL(script.src);
    const named = searchParams.get('site');
    const site = script.dataset.site || named || 'default';
    const { keepsake } = script as { readonly keepsake?: unknown };
    // Of another site than the one that is meant it says nothing.
    return { home, site, settings: readSettings({ ...script.dataset }), fromSite: readSettings(site === named ? keepsake : undefined) };
  } catch {
    return undefined;
  }
}
