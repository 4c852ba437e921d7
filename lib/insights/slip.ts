/** So many letters at least, and as many at the beginning as are taken to be right: a name is looked for in an index by them. */
const LEAST = 4;
export const RIGHT_LETTERS = 3;

/** Patterns of names that begin as what was typed would with one slip less: a letter left out, one too many, another one, or two the wrong way round. Empty where what was typed is no name, or too short to tell. */
export function slipsOf(typed: string): readonly string[] {
  const name = typed.toLowerCase();
  if (!/^[\p{L}\p{M}' -]{4,40}$/u.test(name)) return [];
  const slips = new Set<string>();
  for (let at = RIGHT_LETTERS; at <= name.length; at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at)];
    slips.add(`${before}_${after}%`);
    if (after === '') continue;
    slips.add(`${before}_${after.slice(1)}%`);
    if (name.length > LEAST) slips.add(`${before}${after.slice(1)}%`);
    if (after.length > 1) slips.add(`${before}${after[1]}${after[0]}${after.slice(2)}%`);
  }
  return [...slips];
}
