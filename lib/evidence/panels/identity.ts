import type { Check } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import { stretchOfSession } from '../../signals/device-set';
import { zoneOf, type Content, type PanelGiven } from './given';
import { cityOf, deviceLabel, head, isPlaced, plural, sentence, shortMoment } from './labels';
import { whereOf } from './places';

export type CheckLine = { id: string; title: string; says: string; state: 'passed' | 'failed' | 'abandoned' | 'started'; /** Not in the days shown. */ outside?: boolean };
export type Identity = Content<'identity', { steps: readonly CheckLine[] }>;

const NAMES: Readonly<Record<Check['check'], string>> = { document: 'document', liveness: 'live check', face_match: 'face', phone: 'phone', email: 'e-mail', address: 'address', employment: 'employment', education: 'education' };
const OUTCOMES: Readonly<Record<Check['outcome'], string>> = { passed: 'passed', failed: 'failed', abandoned: 'not taken', started: 'started' };
const MOST = 20;

/** Identity checks, latest first. Documents by the head of their digest, and on how many accounts each is. */
export function identity(given: PanelGiven): Identity {
  const { history } = given;
  const checks = history.checks.filter((check) => check.outcome !== 'started' || !isFinished(history.checks, check));
  if (checks.length === 0) return { panel: 'identity', nothing: { words: 'No identity check has been told of', searched: 'Searched documents, faces, live checks and contact checks since registration.' } };
  return { panel: 'identity', steps: together(checks).reverse().slice(0, MOST).map((group) => lineOf(given, group)) };
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
    `${shortMoment(first.at, zoneOf(given))}${device === null ? '' : `, on ${device}`}${place}`,
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
