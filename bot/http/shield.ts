/** What the browser lets a page of ours do: load its own parts and talk to this server, and nothing else unless the page says so here. */
import type { Ask } from './exchange.ts';

/** What a page needs beyond that; of what it leaves out it gets nothing. */
export type Shield = {
  /** Whose pages may hold it in a frame, as sources of a Content-Security-Policy. */
  readonly framedBy?: readonly string[];
  /** Whether it holds pages of this server in frames. */
  readonly frames?: boolean;
  /** Whether its scripts put styles into the page. */
  readonly inlineStyles?: boolean;
  /** Whether it shows, reads and runs in workers what it made itself: previews, files before they are sent. */
  readonly blobs?: boolean;
};

/** The chat in somebody else's page, and the pages that show how that looks. Every other page is in nobody's frame. */
const SHIELDS: Readonly<Record<string, (framedBy: readonly string[]) => Shield>> = {
  '/': () => ({ blobs: true }),
  '/embed': (framedBy) => ({ framedBy, blobs: true }),
  '/demo': () => ({ frames: true }),
  '/snippet': () => ({ frames: true }),
  // Microsoft's client draws its styles at run time.
  '/webchat': () => ({ inlineStyles: true, blobs: true }),
};

/** The shield of the page that is asked for; `framedBy` says whose pages may embed the chat of a site. */
export function shieldsFor(framedBy: (site: string) => Promise<readonly string[]>): (ask: Ask) => Promise<Shield> {
  return async (ask) => {
    const path = ask.path.replace(/\/(?:index\.html)?$/, '') || '/';
    const found = Object.hasOwn(SHIELDS, path) ? SHIELDS[path] : undefined;
    if (found === undefined) return {};
    return found(path === '/embed' ? await framedBy(ask.query.get('site') ?? 'default') : []);
  };
}

/** The headers that make a browser keep to it. `home` is this server as the browser knows it. */
export function shieldHeaders(shield: Shield, home: string): Readonly<Record<string, string>> {
  const { framedBy = [], frames = false, inlineStyles = false, blobs = false } = shield;
  const sockets = home.replace(/^http/, 'ws');
  const own = blobs ? ' blob:' : '';
  const allowed = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${inlineStyles ? " 'unsafe-inline'" : ''}`,
    `connect-src 'self' ${sockets}${own}`,
    `img-src 'self' data:${own}`,
    "font-src 'self'",
    "manifest-src 'self'",
    ...(blobs ? ['worker-src blob:'] : []),
    ...(frames ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy.length === 0 ? "'none'" : framedBy.join(' ')}`,
  ];
  return {
    'Content-Security-Policy': allowed.join('; '),
    ...(framedBy.length === 0 && { 'X-Frame-Options': 'DENY' }),
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
