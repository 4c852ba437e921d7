/** A bug, not a refusal: throws when what must hold does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Marks a branch that cannot be reached; the compiler checks that it is so. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}

/** The value, or a bug: for what a constraint of the database guarantees. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}
