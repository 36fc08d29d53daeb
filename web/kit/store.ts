import { useSyncExternalStore } from "react";

/** A value that lives outside of components and that they follow. */
export type Store<T> = {
  get: () => T;
  set: (next: T) => void;
  follow: (heard: () => void) => () => void;
};

export function makeStore<T>(first: T): Store<T> {
  let value = first;
  const followers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const heard of [...followers]) heard();
    },
    follow: (heard) => {
      followers.add(heard);
      return () => followers.delete(heard);
    },
  };
}

/** The store's value; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.follow, store.get);
}
