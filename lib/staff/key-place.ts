/** Without the list of verbs, since every page of the browser reads it: where keys work, and a person's own keys on one screen. */

/** The screens as far as keys differ between them; `lists` are the rows of every list. */
export const KEY_PLACES = ['everywhere', 'lists', 'queue', 'tray', 'inbox', 'case', 'account', 'review', 'appeal', 'ring', 'delivery', 'imports', 'policy', 'audit'] as const;
export type KeyPlace = (typeof KEY_PLACES)[number];

/** Wherever one is, their keys work. */
const ALWAYS: readonly KeyPlace[] = ['everywhere', 'lists'];

const PATHS: readonly (readonly [path: RegExp, place: KeyPlace])[] = [
  [/^\/(?:bulk|queue\/claim)\b/, 'tray'], [/^\/queue\b/, 'queue'], [/^\/inbox\b/, 'inbox'], [/^\/cases\b/, 'case'], [/^\/accounts\b/, 'account'], [/^\/reviews\b/, 'review'], [/^\/appeals\b/, 'appeal'],
  [/^\/rings\b/, 'ring'], [/^\/deliveries\b/, 'delivery'], [/^\/imports\b/, 'imports'], [/^\/policy\b/, 'policy'], [/^\/audit\b/, 'audit'],
];

/** The screen at an address; null where no key is of that screen alone. */
export const placeAt = (path: string): KeyPlace | null => PATHS.find(([of]) => of.test(path))?.[1] ?? null;

/** Whether verbs of these places can stand on one screen, so that one key could mean both. */
export const meets = (a: readonly KeyPlace[], b: readonly KeyPlace[]): boolean => [a, b].some((places) => places.some((place) => ALWAYS.includes(place))) || a.some((place) => b.includes(place));

/** Standard key → own key, for those that differ, by the places where they do. */
export type OwnAt = Readonly<Partial<Record<KeyPlace, Readonly<Record<string, string>>>>>;

/** What differs on one screen. A screen that has no keys of its own, such as the gallery, shows all of them. */
export function keysAt(own: OwnAt, path: string): Readonly<Record<string, string>> {
  const place = placeAt(path);
  const here = place === null ? KEY_PLACES.toReversed() : [...ALWAYS, place];
  return Object.assign({}, ...here.map((one) => own[one] ?? {})) as Record<string, string>;
}

/** The keys of grounds in the order in which they are listed; grounds beyond have none. */
export const GROUND_KEYS: readonly string[] = [...'1234567890-'].map((sign) => `y ${sign}`);
