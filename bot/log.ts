import { harmless } from './harmless.ts';

/** What happened, one line each, for whoever runs this. Never what people write, never a secret. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (what: string, about?: LogFields) => void>>;

type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** From which level on is logged; silent logs nothing. */
export type LogLevel = (typeof LEVELS)[number];

/** A log that writes lines, as JSON or for the eye, from this level on. */
export function newLog(level: LogLevel, format: 'json' | 'pretty', write: (line: string) => void): Log {
  const from = LEVELS.indexOf(level);
  const at =
    (own: LogLevel) =>
    (what: string, about: LogFields = {}) => {
      if (LEVELS.indexOf(own) < from) return;
      const time = new Date().toISOString();
      write(format === 'json' ? harmless(JSON.stringify({ time, level: own, what, ...about })) : pretty(time, own, what, about));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An address as it may be logged: of its query the names, and values that are numbers. Tickets, tokens and names of people are in the others. */
export function loggable(url: string): string {
  return url.replace(/([?&][^=&#]{0,40}=)(?!\d{1,15}(?:[&#]|$))[^&#]+/g, '$1…');
}

function pretty(time: string, level: string, what: string, about: LogFields): string {
  const fields = Object.entries(about).filter(([, value]) => value !== undefined);
  const told = fields.map(([key, value]) => `${key}=${typeof value === 'string' ? oneLine(value) : value}`).join(' ');
  return `${time.slice(11, 19)} ${level.padEnd(5)} ${what}${told === '' ? '' : `  ${told}`}`;
}

function oneLine(value: string): string {
  return harmless(/[\s"\p{Cc}]/u.test(value) ? JSON.stringify(value) : value);
}
