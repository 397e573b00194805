/** What can be done at the desk. What is done is seen at once: everything is read again after it. */
import type { CloseReason, Done, Status } from '../../bot/handoff/desk-api.ts';
import { newKey } from '../chat/new-key.ts';
import { type Called, type Calls, pathOf } from './calls.ts';
import type { Cell } from './cell.ts';
import type { DeskState } from './desk-state.ts';

/** Each says whether it was done; if not, the state says why. All but take and status are about the open conversation. */
export type Actions = {
  readonly take: (conversation: string) => Promise<boolean>;
  readonly release: () => Promise<boolean>;
  readonly transfer: (to: string) => Promise<boolean>;
  readonly close: (reason: CloseReason) => Promise<boolean>;
  readonly attach: (files: readonly File[]) => Promise<boolean>;
  readonly note: (text: string) => Promise<boolean>;
  readonly status: (status: Status) => Promise<boolean>;
};

export function newActions(calls: Calls, state: Cell<DeskState>, readAgain: () => Promise<unknown>): Actions {
  const ended = async (call: Promise<Called<Done>>): Promise<boolean> => {
    const called = await call;
    state.set((all) => ({ ...all, trouble: called.ok ? undefined : called.message }));
    await readAgain();
    return called.ok;
  };
  const here = (): string => pathOf(state.get().opened?.id ?? '');
  const act = (verb: string, body?: object): Promise<boolean> => ended(calls.post(`${here()}/${verb}`, body));
  return {
    take: (conversation) => ended(calls.post(`${pathOf(conversation)}/take`)),
    release: () => act('release'),
    transfer: (to) => act('transfer', { to }),
    close: (reason) => act('close', { reason }),
    attach: (files) => ended(calls.upload(`${here()}/files?key=${newKey()}`, files)),
    note: (text) => act('note', { key: newKey(), text }),
    status: (status) => ended(calls.post('/presence', { status })),
  };
}
