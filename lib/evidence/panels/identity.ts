import type { AccountHistory, Check } from '../../enrichment/history';
import { DAY, HOUR, type Instant } from '../../kernel/instant';
import { HUB_ABOVE } from '../../links/link';
import { SAME_PHOTO_BITS, SAVED_TWICE_BITS } from '../../links/photo';
import { stretchOfSession } from '../../signals/device-set';
import { clockOf, type Content, type PanelGiven } from './given';
import { cityOf, deviceLabel, head, isPlaced, plural, sentence, shortDay, shortMoment } from './labels';
import { whereOf } from './places';

export type CheckLine = { id: string; title: string; says: string; state: 'passed' | 'failed' | 'abandoned' | 'started'; /** Not in the days shown. */ outside?: boolean };
/** Another account with a picture like ours; `bits` of 64 lie between their hashes. */
export type PictureTwin = { account: string; bits: number; says: string };
/** A picture that the account shows, by the head of its hash. `crowd`: so many show it to the bit that it links nobody. */
export type Picture = { id: string; says: string; twins: readonly PictureTwin[]; crowd?: string };
/** `pictures`, those with twins first, and `alike`, what being alike means; packets sealed earlier have neither. */
export type Identity = Content<'identity', { steps: readonly CheckLine[]; pictures?: readonly Picture[]; alike?: string }>;

const NAMES: Readonly<Record<Check['check'], string>> = { document: 'document', liveness: 'live check', face_match: 'face', phone: 'phone', email: 'e-mail', address: 'address', employment: 'employment', education: 'education' };
const OUTCOMES: Readonly<Record<Check['outcome'], string>> = { passed: 'passed', failed: 'failed', abandoned: 'not taken', started: 'started' };
const MOST = 20;
const MOST_PICTURES = 12;

/** Identity checks, latest first: documents by the head of their digest, and on how many accounts each is. Then the pictures of profile and checks, and who shows one like them. */
export function identity(given: PanelGiven): Identity {
  const { history } = given;
  const checks = history.checks.filter((check) => check.outcome !== 'started' || !isFinished(history.checks, check));
  const shown = shownIn(history);
  if (checks.length === 0 && shown.length === 0) return { panel: 'identity', nothing: { words: 'No identity check and no picture has been told of', searched: 'Searched documents, faces, live checks, contact checks, and the hashes of photos since registration.' } };
  const pictures = shown.map((picture) => pictureOf(given, picture)).sort((a, b) => weightOf(b) - weightOf(a));
  return {
    panel: 'identity', steps: together(checks).reverse().slice(0, MOST).map((group) => lineOf(given, group)), pictures: pictures.slice(0, MOST_PICTURES),
    alike: `Alike is what lies within ${SAME_PHOTO_BITS} of 64 bits: one picture, saved again, cut or retouched. Only hashes are kept and compared, never an image. Stock pictures, logos, group pictures and documents of one type are alike as well.`,
  };
}

const weightOf = ({ twins, crowd }: Picture): number => (crowd === undefined ? twins.length : 1);

type Sight = { at: Instant; /** Null for a profile. */ check: Check['check'] | null; /** When another photo took its place; null while it stands. */ until: Instant | null };
type Shown = { hash: string; sights: readonly Sight[] };

/** Every picture of profile and checks with where it was shown, the latest first. */
function shownIn({ profiles, checks }: AccountHistory): Shown[] {
  const shown = new Map<string, Sight[]>();
  const add = (hash: string, sight: Sight): void => { shown.set(hash, [...(shown.get(hash) ?? []), sight]); };
  const changes = profiles.filter(({ photoHash }, index) => photoHash !== (profiles[index - 1]?.photoHash ?? null));
  changes.forEach(({ at, photoHash }, index) => { if (photoHash !== null) add(photoHash, { at, check: null, until: changes[index + 1]?.at ?? null }); });
  for (const { at, check, imageHash } of checks) if (imageHash !== null) add(imageHash, { at, check, until: at });
  return [...shown].map(([hash, sights]) => ({ hash, sights: sights.sort((a, b) => a.at - b.at) })).sort((a, b) => b.sights.at(-1)!.at - a.sights.at(-1)!.at || (a.hash < b.hash ? -1 : 1));
}

const MOST_SIGHTS = 3;

function pictureOf(given: PanelGiven, { hash, sights }: Shown): Picture {
  const by = clockOf(given);
  const first = sights[0]!.at;
  const says = sights.slice(0, MOST_SIGHTS).map(({ at, check, until }) => (check === null ? `profile photo ${until === null ? `since ${shortDay(at, by)}` : `from ${shortDay(at, by)} until ${shortDay(until, by)}`}` : `${NAMES[check]} check of ${shortDay(at, by)}`));
  const outside = sights.every(({ at, until }) => at > given.range.to || (until !== null && until < given.range.from));
  const equal = given.neighbourhood.identifiers.find(({ kind, digest }) => kind === 'photo' && digest === hash);
  const twins = [
    ...(equal?.others ?? []).map((other) => ({ account: other.account, bits: 0, from: other.firstAt })),
    ...given.neighbourhood.photoTwins.filter(({ own }) => own === hash).map(({ account, theirs, bits }) => ({ account, bits, from: given.pictures.get(`${account} ${theirs}`)?.from ?? null })),
  ].sort((a, b) => a.bits - b.bits || (a.from ?? 0) - (b.from ?? 0) || (a.account < b.account ? -1 : 1));
  return {
    id: head(hash), says: `${sentence(says.join(', '))}${sights.length > MOST_SIGHTS ? ` and ${sights.length - MOST_SIGHTS} times more` : ''}${outside ? '; not in the days shown' : ''}`,
    twins: twins.map(({ account, bits, from }) => ({ account, bits, says: [bitsWords(bits), from === null ? 'when it was seen there is not known' : `first seen there ${shortDay(from, by)}, ${orderWords(from, first)}`, ...(given.neighbourhood.neighbours.get(account)?.closed === 'by_holder' ? ['closed by its holder'] : [])].join('; ') })),
    ...(equal?.hub === true ? { crowd: `On more than ${HUB_ABOVE} accounts, as a stock picture is: it links nobody` } : {}),
  };
}

function bitsWords(bits: number): string {
  const apart = `${bits} of 64 bits apart`;
  return bits === 0 ? `${apart}, the same to the bit` : `${apart}, as ${bits <= SAVED_TWICE_BITS ? 'one saved twice' : 'after a cut or a retouch'}`;
}

/** Which came first. */
function orderWords(theirs: Instant, mine: Instant): string {
  const days = Math.round(Math.abs(theirs - mine) / DAY);
  return days === 0 ? 'on the day it came here' : `${plural(days, 'day')} ${theirs < mine ? 'before it came here' : 'after it came here'}`;
}

/** A start is told only where no outcome followed within a day. */
function isFinished(checks: readonly Check[], start: Check): boolean {
  return checks.some((each) => each.outcome !== 'started' && each.check === start.check && each.at >= start.at && each.at <= start.at + DAY);
}

/** Checks of one sitting with one outcome are one line. */
function together(checks: readonly Check[]): Check[][] {
  const groups: Check[][] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && before.outcome === check.outcome && check.at - before.at <= HOUR && !last.some((each) => each.check === check.check)) last.push(check);
    else groups.push([check]);
  }
  return groups;
}

function lineOf(given: PanelGiven, group: readonly Check[]): CheckLine {
  const first = group[0]!;
  const stretch = stretchOfSession(given.history, first.session, first.at);
  const device = stretch === null ? null : deviceLabel(stretch.device);
  const city = stretch !== null && isPlaced(stretch) ? cityOf(stretch) : null;
  const place = stretch !== null && whereOf(given.history, stretch) === 'declared' ? ' at the declared place' : city === null ? '' : ` near ${city}`;
  const documents = [...new Set(group.flatMap(({ document }) => document ?? []))];
  const says = [
    `${shortMoment(first.at, clockOf(given))}${device === null ? '' : `, on ${device}`}${place}`,
    ...documents.map((document) => {
      const kind = group.find((each) => each.document === document)?.documentType?.replaceAll('_', ' ') ?? 'document';
      const accounts = given.neighbourhood.identifiers.find((one) => one.kind === 'document' && one.digest === document)?.accounts ?? 1;
      return `${kind} ${head(document)}${accounts > 1 ? `, on ${plural(accounts, 'account')}` : ''}`;
    }),
    ...new Set(group.flatMap(({ reason, outcome }) => (reason === null || reason.toLowerCase() === OUTCOMES[outcome] ? [] : reason))),
    ...(first.outcome === 'abandoned' ? ['Declining a camera never counts alone'] : []),
  ];
  return { id: first.event, title: sentence(`${group.map(({ check }) => NAMES[check]).join(' and ')} ${OUTCOMES[first.outcome]}`), says: `${says.map(sentence).join('. ')}.`, state: first.outcome, ...(first.at < given.range.from || first.at > given.range.to ? { outside: true } : {}) };
}
