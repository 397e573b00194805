/** Everything that this server says no to: the status, and what the other side can do about it. */
export const REFUSALS = {
  BadArgument: { status: 400, advice: 'Correct the request and send it again.' },
  MissingProperty: { status: 400, advice: 'Add the property and send it again.' },
  NotJson: { status: 400, advice: 'Send a JSON object, encoded as UTF-8.' },
  SignedOut: { status: 401, advice: 'Sign in at /desk.' },
  WrongPassword: { status: 401, advice: 'Look at both and try again.' },
  IdentityNeeded: { status: 401, advice: 'Send the identity that the site has signed.' },
  IdentityInvalid: { status: 400, advice: 'Fetch a new one from the site.' },
  Unauthorized: { status: 401, advice: 'Send "Authorization: Bearer TOKEN".' },
  Unsigned: { status: 401, advice: 'Sign "TIMESTAMP.BODY" with the secret, and send it at once; docs/handoff.md says how.' },
  TokenExpired: { status: 403, advice: 'Fetch a new token.' },
  TokenInvalid: { status: 403, advice: 'Fetch a new token.' },
  WrongConversation: { status: 403, advice: 'This token belongs to another conversation.' },
  Forged: { status: 403, advice: 'Load the page again.' },
  LinkUsed: { status: 403, advice: 'Ask for a new one: npm run desk -- link NAME.' },
  OnlyLeads: { status: 403, advice: 'Whoever runs this desk can make you one: npm run desk -- role NAME lead.' },
  WrongOrigin: { status: 403, advice: 'Pages of this origin may not do this.' },
  SiteNotFound: { status: 404, advice: 'Look at the line in the page; "npm run site -- list" shows what there is.' },
  NotFound: { status: 404, advice: 'Look at the address.' },
  ConversationNotFound: { status: 404, advice: 'Start one with POST /v3/directline/conversations.' },
  MethodNotAllowed: { status: 405, advice: 'Use one of the methods in the Allow header.' },
  Timeout: { status: 408, advice: 'Send the request again.' },
  NotYours: { status: 409, advice: 'Look at it again: somebody else has it, or it has come to an end.' },
  MessageSizeTooBig: { status: 413, advice: 'Send less at once: the error code and a few sentences are enough.' },
  FilesTooBig: { status: 413, advice: 'Send fewer or smaller ones.' },
  FileNotTaken: { status: 415, advice: 'Send pictures (PNG, JPEG, GIF, WebP), a PDF or a plain text.' },
  NotJsonType: { status: 415, advice: 'Send JSON, with "Content-Type: application/json".' },
  TooManyRequests: { status: 429, advice: 'Wait a moment, then send it again.' },
  Unavailable: { status: 503, advice: 'Nothing was lost or half-written. Send it again in a moment.' },
} as const;

/** The name of one of them, which the answer carries. */
export type RefusalCode = keyof typeof REFUSALS;

/** Thrown by whatever answers a request; the server turns it into a JSON answer. `headers` go with it. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: RefusalCode, what: string, headers: Readonly<Record<string, string>> = {}, cause?: unknown) {
    super(`${what} ${REFUSALS[code].advice}`.trim(), { cause });
    this.name = 'Refusal';
    this.code = code;
    this.headers = headers;
  }
}
