import type * as z from 'zod';
import type { Json } from '../store/store.ts';
import { Refusal } from './refusal.ts';

/** What was sent, if it looks like this. Throws Refusal with the first thing that is wrong. */
export function checked<T>(schema: z.ZodType<T>, sent: Json): T {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  throw new Refusal('BadArgument', read.error.issues[0]?.message ?? 'The request is not understood.');
}
