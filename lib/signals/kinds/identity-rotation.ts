import type { AccountHistory, AccountVersion, Check, ProfileVersion } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { isSamePhoto } from '../../links/photo';
import { declaredNear, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';

const WINDOW_DAYS = 90;
const ENOUGH = 2;

const ATTRIBUTES = ['legal name', 'birth date', 'name', 'country', 'school', 'photo'] as const;
type Attribute = (typeof ATTRIBUTES)[number];
type Change = { attribute: Attribute; at: Instant; event: string; /** Most of the old value is in the new one. Never said of names: whose parts were compared would not stay the same under other names. */ keeps: boolean };

/**
 * I4. In 90 days: the legal name or the birth date changed; or at least 2 of shown name, declared country, schools and photo. A value told for
 * the first time is no change; neither are another order, case or accents of a name, a school that is added, or a photo within 6 bits of the
 * last. Only that something changed is read, never what it is. Source: Security Alliance framework; domain.md section 2.
 */
export const identityRotation: Signal = {
  id: 'I4',
  version: 1,
  title: 'Who they say they are has changed',
  family: 'identity',
  halfLifeDays: 60,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['Marriage, divorce or transition', 'A name written in another script or spelling', 'A slip of the pen put right', 'A move, with a new picture'],
  decides: 'A certified document of the change',
  declarations: ['name_change', 'relocation'],
  alone: true,
  read({ history, asOf }) {
    if (history.versions.length + history.profiles.length === 0) return abstains('the account’s name, birth date, place or profile');
    const changes = [...fieldChanges(history.versions), ...profileChanges(history.profiles)].filter((each) => each.at > asOf - WINDOW_DAYS * DAY && each.at <= asOf);
    const kinds = ATTRIBUTES.filter((attribute) => changes.some((each) => each.attribute === attribute));
    const legal = kinds.filter((each) => each === 'legal name' || each === 'birth date').length;
    if (legal === 0 && kinds.length < ENOUGH) return quiet;
    changes.sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : a.event > b.event ? 1 : 0));
    return found(identityRotation, {
      llr: Math.min(1.9, (legal === 0 ? 1 : 1.1) + 0.3 * (kinds.length - (legal === 0 ? ENOUGH : 1))),
      quality: 0.9,
      firstAt: changes[0]!.at,
      lastAt: changes.at(-1)!.at,
      value: { attributes: kinds.join(', '), changes: changes.length, legal: legal > 0 },
      words: `Within ${WINDOW_DAYS} days the ${listed(kinds)} ${kinds.length === 1 ? 'was' : 'were'} changed.`,
      evidence: changes.map((each) => each.event),
      explained: explanationsOf(history, changes, asOf),
    });
  },
};

function fieldChanges(versions: readonly AccountVersion[]): Change[] {
  const changes: Change[] = [];
  for (let i = 1; i < versions.length; i += 1) {
    const [was, is] = [versions[i - 1]!, versions[i]!];
    const add = (attribute: Attribute, keeps: boolean) => changes.push({ attribute, at: is.at, event: is.event, keeps });
    if (isNewName(was.legalName, is.legalName)) add('legal name', false);
    if (isNewName(was.name, is.name)) add('name', false);
    if (was.birthDate !== null && is.birthDate !== null && was.birthDate !== is.birthDate) add('birth date', signsApart(was.birthDate, is.birthDate) <= 2);
    if (was.declared !== null && is.declared !== null && was.declared.country !== is.declared.country) add('country', false);
  }
  return changes;
}

function profileChanges(profiles: readonly ProfileVersion[]): Change[] {
  const changes: Change[] = [];
  for (let i = 1; i < profiles.length; i += 1) {
    const [was, is] = [profiles[i - 1]!, profiles[i]!];
    const told = { at: is.at, event: is.event };
    if (was.photoHash !== null && is.photoHash !== null && was.photoHash !== is.photoHash && !isSamePhoto(was.photoHash, is.photoHash)) changes.push({ ...told, attribute: 'photo', keeps: false });
    const [old, now] = [was, is].map(({ education }) => education.map((each) => wordsOf(each.school).join(' ')));
    const gone = old!.filter((school) => !now!.includes(school));
    if (gone.length > 0 && now!.some((school) => !old!.includes(school))) changes.push({ ...told, attribute: 'school', keeps: gone.length < old!.length });
  }
  return changes;
}

/** Words of a name without case and accents, in a fixed order. */
function wordsOf(name: string | null): string[] {
  return ((name ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).sort();
}

function isNewName(was: string | null, is: string | null): boolean {
  if (was === null || is === null || was === is) return false;
  return wordsOf(was).join(' ') !== wordsOf(is).join(' ');
}

function signsApart(a: string, b: string): number {
  if (a.length !== b.length) return Infinity;
  let apart = 0;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) apart += 1;
  return apart;
}

function explanationsOf(history: AccountHistory, changes: readonly Change[], asOf: Instant): Explanation[] {
  const named = changes.filter((each) => each.attribute === 'legal name' || each.attribute === 'name');
  const share = (some: readonly Change[]) => some.length / changes.length;
  const all: (Explanation | null)[] = [
    documentAfter(history.checks, changes, asOf),
    ...(['name_change', 'relocation'] as const).map((kind): Explanation | null => {
      const about = kind === 'name_change' ? named : changes.filter((each) => each.attribute === 'country');
      const declaration = about.length === 0 ? null : declaredNear(history.declarations, kind, about[0]!.at, 60);
      return declaration && { kind: `declared_${kind}`, share: weightOf(declaration) * (kind === 'name_change' ? Math.max(0.7, share(about)) : share(about)), words: DECLARED[kind], evidence: [declaration.event] };
    }),
    changes.every((each) => each.keeps) ? { kind: 'kept_in_part', share: 0.35, words: 'Most of what was there is kept, as when a slip is put right.', evidence: [] } : null,
  ];
  return all.filter((each) => each !== null);
}

const DECLARED = { name_change: 'A change of name is declared for this time.', relocation: 'A move is declared for this time.' } as const;

/** A document passed after the last change fits who they now say they are. */
function documentAfter(checks: readonly Check[], changes: readonly Change[], asOf: Instant): Explanation | null {
  const passed = checks.filter((each) => each.check === 'document' && each.outcome === 'passed' && each.at >= changes.at(-1)!.at && each.at <= asOf);
  return passed.length === 0 ? null : { kind: 'document_after', share: 0.65, words: 'A document was passed after the change.', evidence: passed.map((each) => each.event) };
}

function listed(kinds: readonly string[]): string {
  return kinds.length < 2 ? (kinds[0] ?? '') : `${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}`;
}
