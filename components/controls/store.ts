/** One value that every part of the page reads (`useSyncExternalStore`), and those who are told when it is another. */
export function store<T>(first: T) {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: (): T => now,
    set(next: T): void {
      now = next;
      for (const listener of listeners) listener();
    },
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
