import type { Answer } from '../http/exchange.ts';
import type { FileWithBytes } from '../store/store.ts';

/** A file, to be saved: shown by a page it is a picture, opened by itself it can do nothing. */
export function fileAnswer({ name, type, bytes }: FileWithBytes): Answer {
  return {
    status: 200,
    body: bytes,
    headers: {
      'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent)}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, max-age=3600, immutable',
    },
  };
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
