import type { Ring } from './ring';
import { seedOf } from './ring';
import { ringName } from './ring-name';

/**
 * Which ring of before each ring of now continues: largest overlap first (at least two members), each used once. Answers
 * new id to old id; a ring missing from it is new.
 */
export function carryOver(previous: readonly { id: string; members: readonly string[] }[], next: readonly Ring[]): Map<string, string> {
  const homes = new Map<string, { id: string; size: number }[]>();
  for (const ring of previous) {
    for (const account of ring.members) homes.set(account, [...(homes.get(account) ?? []), { id: ring.id, size: ring.members.length }]);
  }
  const overlaps = next.flatMap((ring) => {
    const counts = new Map<string, { size: number; both: number }>();
    for (const { account } of ring.members) {
      for (const { id, size } of homes.get(account) ?? []) counts.set(id, { size, both: (counts.get(id)?.both ?? 0) + 1 });
    }
    return [...counts].map(([old, { size, both }]) => ({ old, now: ring.id, both, alike: both / (size + ring.members.length - both) }));
  });
  overlaps.sort((x, y) => y.both - x.both || y.alike - x.alike || (x.old < y.old ? -1 : x.old > y.old ? 1 : x.now < y.now ? -1 : 1));
  const mapping = new Map<string, string>();
  const taken = new Set<string>();
  for (const { old, now, both } of overlaps) {
    if (both < 2 || mapping.has(now) || taken.has(old)) continue;
    mapping.set(now, old);
    taken.add(old);
  }
  return mapping;
}

/**
 * The rings under the ids they carry on. A new ring whose own id is in use elsewhere gets another; `used` are all ids ever given. What they
 * are called is settled where they are kept (`keepRings`).
 */
export function underCarriedIds(next: readonly Ring[], mapping: ReadonlyMap<string, string>, used: ReadonlySet<string> = new Set()): Ring[] {
  const given = new Set([...used, ...mapping.values()]);
  return next.map((ring) => {
    let id = mapping.get(ring.id) ?? ring.id;
    if (!mapping.has(ring.id)) while (given.has(id)) id = seedOf([id]);
    given.add(id);
    return { ...ring, id, name: ringName(id) };
  });
}
