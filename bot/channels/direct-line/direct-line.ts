/** Direct Line 3.0, spoken by this server itself: our own page and every Bot Framework client connect without any cloud. */
import type { Config } from '../../config.ts';
import type { Files } from '../../files/files.ts';
import type { Answer, Ask, Route } from '../../http/exchange.ts';
import { newRate } from '../../http/rate.ts';
import type { Secrets } from '../../keys/open-secrets.ts';
import type { SiteBook } from '../../sites/site-book.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Channel } from '../channel.ts';
import { takeActivity } from './activities.ts';
import { asActivity } from './activity.ts';
import { continueConversation, readActivities, startConversation } from './conversations.ts';
import { embedSite, embedToken } from './embed-routes.ts';
import { joinStream } from './join.ts';
import type { Line } from './line.ts';
import { readSession } from './session.ts';
import { newStreams } from './streams.ts';
import { generateToken, refreshToken } from './token-routes.ts';
import { newTokens } from './tokens.ts';
import { takeUpload } from './upload.ts';

/** What the channel is built from. */
export type LineParts = Secrets & {
  readonly config: Config;
  readonly sites: SiteBook;
  readonly files: Files;
  readonly store: Store;
  readonly house: Promise<House>;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
};

/** Signs of writing that are passed on: so many of a conversation in so many milliseconds. */
const TYPING = { most: 2, span: 3000 } as const;

/** Looks for what is new in a conversation: so many in so many milliseconds, of all its tabs. Clients look once a second. */
const POLLS = { most: 1000, span: 10_000 } as const;

/** The channel. */
export function openDirectLine({ config, keys, sites, files, identityRoot, store, house, now, failed }: LineParts): Channel {
  const line: Line = {
    store,
    surroundings: config,
    house,
    sites,
    files,
    identityRoot,
    tokens: newTokens(keys, config.resumeDays, store.once),
    streams: newStreams(store, config.sockets, failed, async (conversation, lines, home) => {
      const url = await files.links.from(home);
      return lines.map((line) => asActivity(conversation, line, url));
    }),
    limits: {
      typing: newRate(TYPING.most, TYPING.span),
      polls: newRate(POLLS.most, POLLS.span),
      message: newRate(config.messagesPer10s, 10_000),
      minute: newRate(config.messagesPerMinute, 60_000),
      tokens: newRate(config.tokensPerMinute, 60_000),
      user: newRate(config.userConversations, 86_400_000),
    },
    now,
    failed,
  };
  return {
    name: 'directline',
    routes: routes(line),
    socket: (request, url) => joinStream(line, request, url),
    leave: line.streams.leave,
    close: line.streams.close,
  };
}

const BASE = '/v3/directline';
const CONVERSATION = `${BASE}/conversations/:conversation`;

function routes(line: Line): readonly Route[] {
  const route = (method: 'GET' | 'POST', path: string, answer: (line: Line, ask: Ask) => Promise<Answer>, open = true): Route => ({
    method,
    path,
    open,
    answer: (ask) => answer(line, ask),
  });
  return [
    route('POST', '/embed/token', embedToken, false),
    route('GET', '/embed/site', embedSite),
    route('GET', `${BASE}/session/getsessionid`, readSession),
    route('POST', `${BASE}/tokens/generate`, generateToken),
    route('POST', `${BASE}/tokens/refresh`, refreshToken),
    route('POST', `${BASE}/conversations`, startConversation),
    route('GET', CONVERSATION, continueConversation),
    route('GET', `${CONVERSATION}/activities`, readActivities),
    route('POST', `${CONVERSATION}/activities`, takeActivity),
    route('POST', `${CONVERSATION}/upload`, takeUpload),
  ];
}
