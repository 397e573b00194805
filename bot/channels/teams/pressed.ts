import * as z from 'zod';
import { Refusal } from '../../http/refusal.ts';
import { NAME } from './names.ts';

/** What a button of one of our cards sends. `card` names the card, `label` is what stood on the button. */
export type Pressed = { readonly pick: string; readonly label: string; readonly card?: string };

const Data = z.looseObject({
  pick: z.string().min(1).max(200),
  label: z.string().max(200).optional(),
  card: z.string().regex(NAME).optional().catch(undefined),
});
const Action = z.looseObject({ action: z.looseObject({ data: Data }) });

/** The button in the value of a message; undefined when there is none of ours. */
export function pressedIn(value: unknown): Pressed | undefined {
  const read = Data.safeParse(value);
  return read.success ? asPressed(read.data) : undefined;
}

/** The button in the value of an `adaptiveCard/action`. Throws Refusal. */
export function pressedBy(value: unknown): Pressed {
  const read = Action.safeParse(value);
  if (!read.success) throw new Refusal('BadArgument', '"value.action.data.pick" must be what a button of ours carries.');
  return asPressed(read.data.action.data);
}

function asPressed({ pick, label = '', card }: z.infer<typeof Data>): Pressed {
  return { pick, label, ...(card !== undefined && { card }) };
}
