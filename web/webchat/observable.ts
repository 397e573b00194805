/** As much of an observable as Web Chat asks for. */
type Observer<T> = {
  readonly next?: (value: T) => void;
  readonly error?: (error: unknown) => void;
  readonly complete?: () => void;
};
export type Observable<T> = { readonly subscribe: (observer: Observer<T>) => { readonly unsubscribe: () => void } };

/** A source, and what tells everybody who listens. */
export type Source<T> = { readonly values: Observable<T>; readonly tell: (value: T) => void };

/** Whoever begins to listen hears the last values first, at most so many. */
export function newSource<T>(most: number): Source<T> {
  const told: T[] = [];
  const observers = new Set<Observer<T>>();
  return {
    values: {
      subscribe: (observer) => {
        for (const value of [...told]) observer.next?.(value);
        observers.add(observer);
        return { unsubscribe: () => void observers.delete(observer) };
      },
    },
    tell: (value) => {
      told.push(value);
      if (told.length > most) told.shift();
      for (const observer of [...observers]) observer.next?.(value);
    },
  };
}

/** What comes of a promise: one value, or the reason why there is none. */
export function comingFrom<T>(promise: Promise<T>): Observable<T> {
  return {
    subscribe: ({ next, error, complete }) => {
      let listens = true;
      promise.then(
        (value) => {
          if (listens) next?.(value);
          if (listens) complete?.();
        },
        (reason: unknown) => listens && error?.(reason),
      );
      return {
        unsubscribe: () => {
          listens = false;
        },
      };
    },
  };
}
