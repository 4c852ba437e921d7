/** Chosen cases by id. */
export type Choices = Readonly<Record<string, boolean>>;

/** The rows from one to another as they are listed, both among them; only the last where the first is not there. */
export function between(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  return start === -1 || end === -1 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Choosing a row turns its choice round; a range, from where somebody chose last, takes over what that row is then. */
export function chosenWith(choices: Choices, ids: readonly string[], { from, to, isRange }: { from: string | null; to: string; isRange: boolean }): Choices {
  const is = isRange && from !== null && ids.includes(from) ? choices[from] === true : choices[to] !== true;
  return { ...choices, ...Object.fromEntries((isRange ? between(ids, from, to) : [to]).map((id) => [id, is])) };
}

/** All of these rows, or none of them where all are chosen; what is chosen elsewhere stays. */
export function chosenAll(choices: Choices, ids: readonly string[]): Choices {
  const is = !ids.every((id) => choices[id] === true);
  return { ...choices, ...Object.fromEntries(ids.map((id) => [id, is])) };
}
