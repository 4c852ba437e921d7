import type { Instant } from '../kernel/instant';
import type { AccountVersion, Declared, Money, ProfileVersion } from './history';
import { Versions } from './part';
import type { NamedPlace, Spot } from './place';
import { numberIn, recordIn, textIn, textsIn, wordIn } from './reading';

type Reader<Value> = (value: unknown, at: Instant) => Value | null;

const UNTOLD_ACCOUNT: Omit<AccountVersion, 'event' | 'at'> = {
  name: null, legalName: null, birthDate: null, email: null, phone: null, phoneKind: null, declared: null, kind: null,
  organisation: null, category: null, language: null, skills: [], hourlyRate: null, closed: null,
};

/** Every version of the account's own fields: each carries the merged state after its change. */
export function accountVersions(money: Reader<Money>, spotOf: (place: NamedPlace) => Spot | null): Versions<AccountVersion> {
  return new Versions<AccountVersion>(UNTOLD_ACCOUNT, ({ data, at }) => ({
    name: textIn(data.name),
    legalName: textIn(data.legalName),
    birthDate: textIn(data.birthDate),
    email: textIn(data.email),
    phone: textIn(data.phone),
    phoneKind: textIn(data.phoneKind),
    declared: declaredIn(data.declared, spotOf),
    kind: wordIn(data.kind, ['individual', 'agency', 'agency_member', 'household_member']),
    organisation: textIn(data.organisation),
    category: textIn(data.category),
    language: textIn(data.language),
    skills: textsIn(data.skills),
    hourlyRate: money(data.hourlyRate, at),
    closed: wordIn(data.closed, ['no', 'by_holder', 'for_cause']),
  }));
}

const UNTOLD_PROFILE: Omit<ProfileVersion, 'event' | 'at'> = { headline: null, summary: null, resume: null, portfolio: [], photoHash: null, education: [], employment: [] };

/** Every version of the profile, merged in the same way. */
export function profileVersions(): Versions<ProfileVersion> {
  return new Versions<ProfileVersion>(UNTOLD_PROFILE, ({ data }) => ({
    headline: textIn(data.headline),
    summary: textIn(data.summary),
    resume: textIn(data.resume),
    portfolio: textsIn(data.portfolio),
    photoHash: textIn(data.photoHash),
    education: Array.isArray(data.education) ? schoolsIn(data.education) : null,
    employment: Array.isArray(data.employment) ? employersIn(data.employment) : null,
  }));
}

function declaredIn(value: unknown, spotOf: (place: NamedPlace) => Spot | null): Declared | null {
  const told = recordIn(value);
  const [country, timeZone] = [textIn(told.country), textIn(told.timeZone)];
  if (!country || !timeZone) return null;
  const place = { country, region: textIn(told.region), city: textIn(told.city), timeZone };
  return { ...place, ...(spotOf(place) ?? { lat: null, lon: null }) };
}

function schoolsIn(value: readonly unknown[]): ProfileVersion['education'] {
  return value.flatMap((one) => {
    const { school, country, from, to } = recordIn(one);
    const name = textIn(school);
    return name ? [{ school: name, country: textIn(country) ?? undefined, ...yearsIn(from, to) }] : [];
  });
}

function employersIn(value: readonly unknown[]): ProfileVersion['employment'] {
  return value.flatMap((one) => {
    const { employer, title, from, to } = recordIn(one);
    const name = textIn(employer);
    return name ? [{ employer: name, title: textIn(title) ?? undefined, ...yearsIn(from, to) }] : [];
  });
}

function yearsIn(from: unknown, to: unknown): { from?: number; to?: number } {
  return { from: numberIn(from) ?? undefined, to: numberIn(to) ?? undefined };
}
