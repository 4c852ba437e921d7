/** What was told of one id: the latest version, and the latest instant at which it was told without one; epoch milliseconds. */
export type News = { version?: number; unversionedAt?: number };
/** By id; an empty id: something may have changed. */
export type Heard = ReadonlyMap<string, News>;

export type Told = { id: string; version?: number; at: number };

/** What the reader did on a page may be told so long, milliseconds, after the page that came of it was read; no hand is as quick in another window. */
const OWN_TOLD_WITHIN = 50;

/** Whether what is told is news beside a page that was read from `settled` on, by the server's clock. `knows`: the page tells by versions what it shows; `here`: it is an act of the reader's, told while they acted on this page. */
export function isNews({ id, version, at, here = false }: Told & { here?: boolean }, settled: number, knows?: (id: string, version: number) => boolean): boolean {
  if (version !== undefined && knows !== undefined) return !knows(id, version);
  return at >= settled + (here ? OWN_TOLD_WITHIN : 0);
}

/** What a page knows that shows these versions, by id. */
export const knowsFrom = (versions: Readonly<Record<string, number>>) => (id: string, version: number): boolean => version <= (versions[id] ?? 0);

export function heard(before: Heard, { id, version, at }: Told): Heard {
  const known = before.get(id);
  return new Map(before).set(id, version === undefined ? { ...known, unversionedAt: Math.max(known?.unversionedAt ?? at, at) } : { ...known, version: Math.max(known?.version ?? version, version) });
}

/**
 * What is still news beside a page that shows everything that was told before `until`, and these versions. A version that the page does not know is news however
 * early it was told, and so is what was told later without one.
 */
export function unsettled(before: Heard, until: number, knows: (id: string, version: number) => boolean): Heard {
  return new Map([...before].flatMap(([id, { version, unversionedAt }]): [string, News][] => {
    const news: News = { ...(version !== undefined && !knows(id, version) ? { version } : {}), ...(unversionedAt !== undefined && unversionedAt >= until ? { unversionedAt } : {}) };
    return Object.keys(news).length === 0 ? [] : [[id, news]];
  }));
}
