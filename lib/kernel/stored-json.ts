/** Texts of one sort that are kept as they were read. */
const MOST_READ = 8;

/**
 * Reads JSON as stored through a schema, once a text: several parts of a page ask for the same, and a large one takes a while. What is
 * answered is shared, and never to be changed by whoever asks. Throws what the schema throws.
 */
export function storedJson<T>(schema: { parse: (value: unknown) => T }): (stored: string) => T {
  const read = new Map<string, { value: T }>();
  return (stored) => {
    const known = read.get(stored);
    if (known) return known.value;
    const value = schema.parse(JSON.parse(stored));
    if (read.size >= MOST_READ) read.clear();
    read.set(stored, { value });
    return value;
  };
}
