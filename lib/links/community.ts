/** Two accounts that are tied, in nats. Lists of them come strongest first, equal ones by name. */
export type Bond = { a: string; b: string; nats: number };

/** A single bond between two parts that would each stand alone holds them together only from this many nats on. [T] */
const BRIDGE_NATS = 5;

/**
 * Communities among bonds: connected components, cut where one thin bond is all that holds two groups together; one above the greatest size is
 * grown again from its strongest bonds, never past the bound. The same for any order in which the bonds were found.
 */
export function communitiesOf<B extends Bond>(bonds: readonly B[], size: { least: number; most: number }): string[][] {
  const whole = withoutThinBridges(bonds, size.least);
  const groups = componentsOf(whole);
  const bounded = groups.flatMap((group) => {
    if (group.length <= size.most) return [group];
    const inside = new Set(group);
    return joined(whole.filter((bond) => inside.has(bond.a)), size.most);
  });
  return bounded.filter((group) => group.length >= size.least);
}

/** Everybody who hangs together by bonds, in groups of two and more. */
export function componentsOf(bonds: readonly Bond[]): string[][] {
  return joined(bonds, Infinity);
}

/** Joins accounts along bonds, strongest first, wherever the union stays within `most`. */
function joined(bonds: readonly Bond[], most: number): string[][] {
  const groupOf = new Map<string, string[]>();
  const group = (account: string): string[] => {
    const known = groupOf.get(account) ?? [account];
    groupOf.set(account, known);
    return known;
  };
  for (const { a, b } of bonds) {
    const [one, two] = [group(a), group(b)];
    if (one === two || one.length + two.length > most) continue;
    const [large, small] = one.length >= two.length ? [one, two] : [two, one];
    for (const account of small) {
      large.push(account);
      groupOf.set(account, large);
    }
  }
  return [...new Set(groupOf.values())].map((members) => [...members].sort());
}

/**
 * Bonds without those whose removal parts a component into two groups of at least `least`, where they are thin. Which bonds are bridges
 * does not depend on the order of search (Tarjan 1974).
 */
function withoutThinBridges<B extends Bond>(bonds: readonly B[], least: number): B[] {
  const around = new Map<string, { to: string; bond: B }[]>();
  for (const bond of bonds) {
    for (const [from, to] of [[bond.a, bond.b], [bond.b, bond.a]] as const) {
      const known = around.get(from);
      if (known) known.push({ to, bond });
      else around.set(from, [{ to, bond }]);
    }
  }
  const thin = new Set<B>();
  const entered = new Map<string, number>();
  const lowest = new Map<string, number>();
  const below = new Map<string, number>();
  for (const root of around.keys()) {
    if (entered.has(root)) continue;
    const reached: string[] = [];
    const bridges: { bond: B; part: number }[] = [];
    const path: { at: string; by: B | null; next: number }[] = [{ at: root, by: null, next: 0 }];
    while (path.length > 0) {
      const step = path.at(-1)!;
      if (step.next === 0) {
        entered.set(step.at, entered.size);
        lowest.set(step.at, entered.get(step.at)!);
        below.set(step.at, 1);
        reached.push(step.at);
      }
      const edge = around.get(step.at)![step.next];
      step.next += 1;
      if (edge !== undefined) {
        if (edge.bond === step.by) continue;
        if (entered.has(edge.to)) lowest.set(step.at, Math.min(lowest.get(step.at)!, entered.get(edge.to)!));
        else path.push({ at: edge.to, by: edge.bond, next: 0 });
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.at;
      if (parent === undefined || step.by === null) continue;
      lowest.set(parent, Math.min(lowest.get(parent)!, lowest.get(step.at)!));
      below.set(parent, below.get(parent)! + below.get(step.at)!);
      if (lowest.get(step.at)! > entered.get(parent)!) bridges.push({ bond: step.by, part: below.get(step.at)! });
    }
    for (const { bond, part } of bridges) if (bond.nats < BRIDGE_NATS && part >= least && reached.length - part >= least) thin.add(bond);
  }
  return bonds.filter((bond) => !thin.has(bond));
}
