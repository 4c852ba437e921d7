/** Marks by which two accounts are known to be of one person or household: equal marks, one group. */
export type Marks = readonly string[];

/** How many persons or households these accounts are at least: accounts with a mark in common count once. */
export function personsAmong(accounts: readonly Marks[]): number {
  const groups: Set<string>[] = [];
  for (const own of accounts) {
    const marks = new Set(own);
    const touching = groups.filter((group) => [...marks].some((mark) => group.has(mark)));
    for (const group of touching) {
      for (const mark of group) marks.add(mark);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(marks);
  }
  return groups.length;
}
