/** What the browser lets a page of ours do: load its own parts and talk to this server, and nothing else unless the page says so here. */
import type { Ask } from './exchange.ts';

/** What a page needs beyond that; of what it leaves out it gets nothing. */
export type Shield = {
  /** Whose pages may hold it in a frame, as sources of a Content-Security-Policy. */
  readonly framedBy?: readonly string[];
  /** Whether it holds pages of this server in frames. */
  readonly frames?: boolean;
  /** Whether its scripts write styles: rule by rule into style elements that are empty. Styles that stand in the page stay forbidden. */
  readonly drawnStyles?: boolean;
  /** Whether it shows, reads and runs in workers what it made itself: previews, files before they are sent. */
  readonly blobs?: boolean;
};

/** The chat in somebody else's page, and the pages that show how that looks. Every other page is in nobody's frame. */
const SHIELDS: Readonly<Record<string, (framedBy: readonly string[]) => Shield>> = {
  '/': () => ({ blobs: true }),
  '/embed': (framedBy) => ({ framedBy, blobs: true }),
  // Shown in the page that writes the snippet, so that one sees what it does.
  '/demo': () => ({ frames: true, framedBy: ["'self'"] }),
  '/snippet': () => ({ frames: true }),
  // Microsoft's client draws its styles at run time.
  '/webchat': (framedBy) => ({ framedBy, drawnStyles: true, blobs: true }),
};
/** The hash of no text at all. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
/** The pages that a site may embed. */
const EMBEDDED = new Set(['/embed', '/webchat']);

/** The shield of the page that is asked for; `framedBy` says whose pages may embed the chat of a site. */
export function shieldsFor(framedBy: (site: string) => Promise<readonly string[]>): (ask: Ask) => Promise<Shield> {
  return async (ask) => {
    const path = ask.path.replace(/\/(?:index\.html)?$/, '') || '/';
    const found = Object.hasOwn(SHIELDS, path) ? SHIELDS[path] : undefined;
    if (found === undefined) return {};
    return found(EMBEDDED.has(path) ? await framedBy(ask.query.get('site') ?? 'default') : []);
  };
}

/** The headers that make a browser keep to it. `home` is this server as the browser knows it. */
export function shieldHeaders(shield: Shield, home: string): Readonly<Record<string, string>> {
  const { framedBy = [], frames = false, drawnStyles = false, blobs = false } = shield;
  const sockets = home.replace(/^http/, 'ws');
  const own = blobs ? ' blob:' : '';
  const allowed = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${drawnStyles ? ` ${EMPTY}` : ''}`,
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
