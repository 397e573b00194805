/**
 * "Retry" of Web Chat sends a new message and leaves the failed one standing, so that what did arrive after all is there twice.
 * Here it is the same message again: the same bubble, the same name on the wire.
 */
import { fieldsOf } from '../chat/activity.ts';
import type { Adapter } from './adapter.ts';

const POST = 'DIRECT_LINE/POST_ACTIVITY';

type Action = { readonly type: string; readonly payload?: unknown; readonly meta?: unknown };
type Dispatch = (action: Action) => unknown;

/** A middleware of Web Chat's store. */
export type Middleware = (store: { readonly dispatch: Dispatch }) => (next: Dispatch) => Dispatch;

export function retryAsItWas(adapter: Pick<Adapter, 'again' | 'wake'>): Middleware {
  return ({ dispatch }) =>
    (next) =>
    (action) => {
      const activity = fieldsOf(fieldsOf(action.payload).activity);
      const { clientActivityID, 'webchat:send-status': status } = fieldsOf(activity.channelData);
      // What is sent for the first time has no name yet.
      if (action.type !== POST || typeof clientActivityID !== 'string') return next(action);
      // It looks failed and is still being tried.
      if (status === 'sending') return adapter.wake();
      const meta = { ...fieldsOf(action.meta), clientActivityID };
      dispatch({ type: `${POST}_PENDING`, meta, payload: { activity: { ...activity, localTimestamp: new Date().toISOString() } } });
      return adapter.again(clientActivityID).then(
        (echo) => dispatch({ type: `${POST}_FULFILLED`, meta, payload: { activity: echo } }),
        (error: unknown) => dispatch({ type: `${POST}_REJECTED`, meta, payload: error }),
      );
    };
}
