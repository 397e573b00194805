import type { Settings } from '../embed/messages.ts';
import { fieldsOf } from './activity.ts';
import { call } from './calls.ts';

/** What a site is called and how its chat looks. */
export type Site = { readonly name: string | undefined; readonly settings: Settings };

/** Asks the server; without an answer the chat looks as it does. */
export async function fetchSite(origin: string, site: string): Promise<Site> {
  const answer = await call(origin, undefined, 'GET', `/embed/site?site=${encodeURIComponent(site)}`).catch(() => ({}));
  const { name, theme } = fieldsOf(answer);
  return { name: typeof name === 'string' ? name : undefined, settings: readSettings(theme) };
}

/** Settings out of what may hold some. Whatever has the wrong shape is left out. */
export function readSettings(given: unknown): Settings {
  const { color, position, scheme, label, about, greeting, locale } = fieldsOf(given);
  return {
    ...(typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) && { color }),
    ...((position === 'left' || position === 'right') && { position }),
    ...((scheme === 'light' || scheme === 'dark' || scheme === 'auto') && { scheme }),
    ...(typeof label === 'string' && { label: label.slice(0, 60) }),
    ...(typeof about === 'string' && { about: about.slice(0, 60) }),
    ...(typeof greeting === 'string' && { greeting: greeting.slice(0, 300) }),
    ...(typeof locale === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(locale) && { locale }),
  };
}
