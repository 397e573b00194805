import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../bot/http/exchange.ts';
import { withThemes } from '../../bot/http/loader-script.ts';
import { openPages } from '../../bot/http/pages.ts';
import { asAnswer, send } from '../../bot/http/respond.ts';
import { shieldsFor } from '../../bot/http/shield.ts';

/** Where Microsoft's Web Chat is, once it was fetched. */
export const FETCHED = join(process.cwd(), 'dist/fetched');

/** The pages, built for a test into a folder of their own, and served with the headers of the real server. */
export type BuiltPages = {
  readonly folder: string;
  /** The site `lefty` is set to stand at the left. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  readonly remove: () => void;
};

export function builtPages(): BuiltPages {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-web-'));
  execFileSync(process.execPath, ['scripts/build-web.mjs', folder]);
  const built = openPages(
    folder,
    shieldsFor(async () => ["'self'", 'http://localhost:*', 'http://127.0.0.1:*']),
    FETCHED,
  );
  const pages = withThemes(built, async (site) => (site === 'lefty' ? { position: 'left', color: '#1a66d6' } : undefined));
  return {
    folder,
    serve: (request, response) => void answered(pages, request).then((answer) => send(response, answer)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function answered(pages: ReturnType<typeof openPages>, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  try {
    return await pages({
      method: 'GET',
      path: url.pathname,
      params: {},
      query: url.searchParams,
      header,
      address: '',
      home: url.origin,
      json: async () => ({}),
      parts: async () => [],
      bytes: async () => Buffer.alloc(0),
    });
  } catch (error) {
    return asAnswer(error);
  }
}
