/** A support site at another origin than the chat, with a strict policy and styles that spare nothing. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export type HostSite = {
  readonly origin: string;
  /** HTML of its page. */
  page: string;
  readonly close: () => Promise<void>;
};

/** Starts it on a free port; `chat` is the origin of the chat's server. It is reached by another name, so that browsers keep the two apart. */
export async function startHostSite(chat: string): Promise<HostSite> {
  const hostile = readFileSync('web/demo/hostile.css');
  const open = await openLoader();
  const server = createServer((request, response) => {
    const files: Record<string, readonly [string, string | Buffer]> = {
      '/': ['text/html; charset=utf-8', site.page],
      '/other': ['text/html; charset=utf-8', site.page],
      '/hostile.css': ['text/css', hostile],
      '/open.js': ['text/javascript', open],
      '/calls.js': [
        'text/javascript',
        'told = []; Keepsake = [["setLocale", "de"], ["on", "ready", () => document.title = "ready"], ["on", "message", (who) => told.push(who)]];',
      ],
    };
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
    const policy = `default-src 'none'; img-src data:; style-src 'self'; script-src 'self' ${chat}; frame-src ${chat}`;
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  const site: HostSite = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    page: hostPage(`<script async src="${chat}/embed.js" data-site="default"></script>`),
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
  return site;
}

/** A page with something to be focused and something to be written in, and this at its end. */
export function hostPage(tail: string): string {
  return `<!doctype html><html lang="en"><head><title>Shop</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/hostile.css"><link rel="icon" href="data:,"></head>
<body><main><h1>Shop</h1><p><a id="link" href="#link">A link</a> <input id="box" aria-label="Search"></p></main>${tail}</body></html>`;
}

/** The loader with its shadow root open, for programs that look into it. Only tests have it. */
async function openLoader(): Promise<Buffer> {
  const contents = `
    import { startLoader } from './loader.ts';
    import { readScriptTag } from './script-tag.ts';
    const tag = readScriptTag(document.currentScript);
    startLoader({ ...tag, home: document.currentScript.dataset.home }, 'open');`;
  const stdin = { contents, resolveDir: 'web/embed', loader: 'ts' } as const;
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', logLevel: 'error' });
  return Buffer.from(outputFiles[0]?.contents ?? []);
}
