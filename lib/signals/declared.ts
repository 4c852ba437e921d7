import type { AccountHistory, Declaration, DeclarationKind, Declared } from '../enrichment/history';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Explanation } from './weight';

/** What a person says of themselves explains this much of a finding; confirmed by a proof, that much. [T] */
export const SAID = 0.6;
export const CONFIRMED = 0.95;

/** Days for which a declaration without an end stands: a move or a trip that lasts longer belongs into the profile. [T] */
const STANDS_FOR_DAYS: Partial<Record<DeclarationKind, number>> = { travel: 90, relocation: 90, new_device: 30 };

export function endsAt(declaration: Declaration): Instant {
  const days = STANDS_FOR_DAYS[declaration.kind];
  return declaration.to ?? (days === undefined ? Infinity : declaration.from + days * DAY);
}

/** The declaration of that kind in force at an instant; a verified one before others, then the one begun first. */
export function coveredBy(declarations: readonly Declaration[], kind: DeclarationKind, at: Instant): Declaration | null {
  return best(declarations.filter((each) => each.kind === kind && each.from <= at && at < endsAt(each)));
}

/** The declaration of that kind that begins within `days` of an instant: for things that happen once, as a new device does. */
export function declaredNear(declarations: readonly Declaration[], kind: DeclarationKind, at: Instant, days: number): Declaration | null {
  return best(declarations.filter((each) => each.kind === kind && Math.abs(each.from - at) <= days * DAY));
}

/**
 * How far declarations of a kind explain what was seen at these instants: the mean over them of what each covering
 * declaration explains. `fits` narrows it: 1 where the declaration says the very thing seen, less where it says another.
 */
export function explainedBy<T extends { at: Instant }>(
  declarations: readonly Declaration[],
  kind: DeclarationKind,
  sights: readonly T[],
  words: string,
  fits: (declaration: Declaration, sight: T) => number = () => 1,
): Explanation | null {
  const evidence = new Set<string>();
  let total = 0;
  for (const sight of sights) {
    const declaration = coveredBy(declarations, kind, sight.at);
    if (!declaration) continue;
    evidence.add(declaration.event);
    total += weightOf(declaration) * fits(declaration, sight);
  }
  if (total === 0) return null;
  return { kind: `declared_${kind}`, share: total / sights.length, words, evidence: [...evidence].sort() };
}

export function weightOf(declaration: Declaration): number {
  return declaration.verified ? CONFIRMED : SAID;
}

/** The place declared at an instant; before the first declaration, the first one. */
export function declaredAt(history: AccountHistory, at: Instant): Declared | null {
  let standing: Declared | null = null;
  for (const version of history.versions) {
    if (version.declared === null) continue;
    if (version.at > at && standing !== null) break;
    standing = version.declared;
  }
  return standing;
}

function best(declarations: readonly Declaration[]): Declaration | null {
  const [first] = [...declarations].sort(
    (a, b) => Number(b.verified) - Number(a.verified) || a.from - b.from || (a.event < b.event ? -1 : 1),
  );
  return first ?? null;
}
