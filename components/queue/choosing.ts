/** Chosen cases by id, and the row that was chosen or left last. */
export type Choosing = { readonly chosen: Readonly<Record<string, true>>; readonly last: string | null };
/** `ids`: of the rows as they are listed. A range goes from the row chosen last to this one; `all` is all of them, or none where all are chosen. */
export type Choice = { does: 'row' | 'range'; to: string; ids: readonly string[] } | { does: 'all'; ids: readonly string[] } | { does: 'none' };

export function chosenBy(now: Choosing, choice: Choice): Choosing {
  switch (choice.does) {
    case 'none': return { chosen: {}, last: null };
    case 'all': return { ...now, chosen: set(now.chosen, choice.ids, !choice.ids.every((id) => id in now.chosen)) };
    case 'row': return { chosen: set(now.chosen, [choice.to], !(choice.to in now.chosen)), last: choice.to };
    case 'range': {
      const { ids, to } = choice;
      if (now.last === null || !ids.includes(now.last)) return chosenBy(now, { does: 'row', to, ids });
      // What is between becomes what the row is from which it goes.
      return { chosen: set(now.chosen, between(ids, now.last, to), now.last in now.chosen), last: to };
    }
  }
}

/** The rows from one to another as they are listed, both among them. */
function between(ids: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

function set(chosen: Choosing['chosen'], ids: readonly string[], is: boolean): Choosing['chosen'] {
  if (is) return { ...chosen, ...Object.fromEntries(ids.map((id) => [id, true as const])) };
  const left = new Set(ids);
  return Object.fromEntries(Object.keys(chosen).filter((id) => !left.has(id)).map((id) => [id, true as const]));
}
