/**
 * Who is meant by an @ in a note. A mention is kept as the person's id (`@staff_…`) and shown as their name, so that it stays theirs whatever they are
 * called later. People write names; one that several could mean, or nobody, stays the writer's text.
 */

export type Colleague = { id: string; name: string; email: string };

export type Mentions = {
  /** The note with ids where people were meant. */
  body: string;
  /** Each once, in the order of the note. */
  people: readonly Colleague[];
  /** Written names that nobody who works here has. */
  unknown: readonly string[];
  /** Written names that several have. */
  ambiguous: readonly { written: string; could: readonly Colleague[] }[];
};

/** Nobody calls more people than this by one note. */
export const MOST_MENTIONS = 20;

// An address has something before its sign: that is no mention.
const AT = /(?<![\p{L}\p{N}._%+-])@/gu;
const WORD = /^\p{L}[\p{L}\p{M}\p{N}'’-]*/u;
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
/** Whether the text begins with these words, and they end there. */
const begins = (text: string, words: string): boolean => words !== '' && same(text.slice(0, words.length), words) && !/^[\p{L}\p{M}\p{N}_]/u.test(text.slice(words.length));
const firstName = (name: string): string => name.split(/\s/)[0] ?? '';

/** Finds the people that a note mentions: by id, by e-mail, by their whole name (the longest that fits), or by a first name that one of them alone has. */
export function mentionsIn(text: string, colleagues: readonly Colleague[]): Mentions {
  const whole = text.normalize('NFC');
  const people = new Map<string, Colleague>();
  const unknown = new Set<string>();
  const ambiguous = new Map<string, readonly Colleague[]>();
  let body = '';
  let done = 0;
  for (const { index } of whole.matchAll(AT)) {
    if (index < done) continue;
    const { written, could } = meant(whole.slice(index + 1), colleagues);
    const [one] = could;
    if (one !== undefined && could.length === 1) {
      people.set(one.id, one);
      body += `${whole.slice(done, index)}@${one.id}`;
      done = index + 1 + written.length;
    } else if (could.length > 1) ambiguous.set(written, could);
    else if (written !== '') unknown.add(written);
  }
  return { body: body + whole.slice(done), people: [...people.values()], unknown: [...unknown], ambiguous: [...ambiguous].map(([written, could]) => ({ written, could })) };
}

/** What stands behind the @, and everybody whom it could mean. */
function meant(rest: string, colleagues: readonly Colleague[]): { written: string; could: readonly Colleague[] } {
  const exact = colleagues.flatMap((one) => [one.id, one.email].filter((words) => begins(rest, words)).map((words) => ({ one, words })))[0];
  if (exact) return { written: rest.slice(0, exact.words.length), could: [exact.one] };
  const named = colleagues.map((one) => ({ one, words: one.name.normalize('NFC') })).filter(({ words }) => begins(rest, words));
  const longest = Math.max(0, ...named.map(({ words }) => words.length));
  if (longest > 0) return { written: rest.slice(0, longest), could: named.filter(({ words }) => words.length === longest).map(({ one }) => one) };
  const written = WORD.exec(rest)?.[0] ?? '';
  return { written, could: written === '' ? [] : colleagues.filter(({ name }) => same(firstName(name.normalize('NFC')), written)) };
}

/** What the writer is told of it: whom it reaches, and which names stayed text. */
export function mentionWords({ people, unknown, ambiguous }: Mentions, writer: string): string {
  const told = people.filter(({ id }) => id !== writer).map(({ name }) => name);
  return [
    ...(told.length > 0 ? [`${listed(told)} will find it in the inbox.`] : []),
    ...unknown.map((written) => `@${written} stays text: nobody of that name works here.`),
    ...ambiguous.map(({ written, could }) => `@${written} stays text: it could be ${listed(could.map(({ name, email }) => `${name} (${email})`), 'or')}. Write the e-mail behind the @.`),
  ].join(' ');
}

/** "Ada, Ben and Cleo" */
export function listed(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}

const KEPT = /@(staff_[0-9a-z]+)/g;

/** The ids that a kept note could mention. */
export const idsIn = (body: string): string[] => [...body.matchAll(KEPT)].map(([, id = '']) => id);

/** A piece of a note as it is shown: the writer's text, or somebody who is mentioned. */
export type NotePiece = string | { person: string; you: boolean };

/** A kept note in pieces; an id that nobody has is what somebody typed, and stays text. */
export function piecesOf(body: string, names: ReadonlyMap<string, string>, viewer: string): NotePiece[] {
  const pieces: NotePiece[] = [];
  let done = 0;
  for (const { 0: token, 1: id = '', index } of body.matchAll(KEPT)) {
    const person = names.get(id);
    if (person === undefined) continue;
    if (index > done) pieces.push(body.slice(done, index));
    pieces.push({ person, you: id === viewer });
    done = index + token.length;
  }
  if (done < body.length) pieces.push(body.slice(done));
  return pieces;
}

/** The beginning of a note in plain words, at most so many letters. */
export function excerptOf(pieces: readonly NotePiece[], most: number): string {
  const words = pieces.map((piece) => (typeof piece === 'string' ? piece : `@${piece.person}`)).join('').replaceAll(/\s+/g, ' ').trim();
  const letters = [...words];
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join('').trimEnd()}…`;
}
