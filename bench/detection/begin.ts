import { DAY, HOUR, MINUTE, type Instant } from '../../lib/kernel/instant';
import { does, type Life } from './life';
import { headline, summary } from './texts';
import { offsetOf } from './zones';

export type Check = 'document' | 'liveness' | 'face_match' | 'phone' | 'email' | 'address' | 'employment' | 'education';

/** How accounts begin: registered, a profile written, checks taken, an instrument added. Adds these acts to the life. */
export function begun(life: Life, now: Instant): void {
  const { random } = life;
  const at = waking(life, life.registeredAt);
  const { country, region, city, zone } = life.declared;
  does(life, at, 'account.registered', {
    name: `${life.name.given} ${life.name.family}`,
    legalName: life.legalName,
    birthDate: life.birthDate,
    email: life.email,
    phone: life.phone,
    phoneKind: life.phoneKind,
    declared: { country, region, city, timeZone: zone },
    kind: life.kind,
    ...(life.organisation ? { organisation: life.organisation } : {}),
    category: life.trade.category,
    language: random.chance(0.7) ? 'en' : (life.hands[0]?.machines[0]?.machine.languages[0] ?? 'en'),
    skills: life.skills,
    hourlyRate: { amount: life.hourlyRate, currency: 'USD' },
  }, 'exact');
  const voice = life.hands[0]?.voice;
  if (voice) does(life, at + 12 * MINUTE, 'profile.changed', {
    headline: headline(life.trade, random),
    summary: summary(voice, random),
    ...(random.chance(0.3) ? { resume: `${summary(voice, random)} ${summary(voice, random)}` } : {}),
    photoHash: life.photo,
    ...(life.portfolio.length > 0 ? { portfolio: life.portfolio } : {}),
    education: life.education,
    employment: life.employment,
  }, 'exact');
  does(life, at + 3 * MINUTE, 'verification.finished', { check: 'email', outcome: 'passed' }, 'exact');
  if (life.phoneKind !== 'unknown') does(life, at + 5 * MINUTE, 'verification.finished', { check: 'phone', outcome: 'passed' }, 'exact');
  if (life.checkedAt !== null) checked(life, Math.max(at + HOUR, waking(life, life.checkedAt)));
  if (life.checkedAt !== null && life.checkedAgainAt !== null && life.checkedAgainAt > life.checkedAt + 30 * DAY && life.checkedAgainAt < now) takes(life, waking(life, life.checkedAgainAt), random.pick(['document', 'liveness'] as const), 'passed', { vendor: 'veriform', score: score(random.normal(0.92, 0.04)) });
  asked(life, now);
  for (const one of life.instruments) {
    one.at = Math.max(at + HOUR, waking(life, one.at));
    if (one.at < now) does(life, one.at, 'payout.method_added', { ...one.instrument }, 'exact');
  }
}

/** The moment itself, or, where it is night for whoever holds the account, the morning after. */
function waking(life: Life, at: Instant): Instant {
  const zone = life.hands.find((hand) => at >= hand.from && at < hand.to)?.body.zone ?? life.declared.zone;
  const hour = ((at + offsetOf(zone, at)) % DAY) / HOUR;
  return hour > 23 ? at + 10 * HOUR : hour < 8 ? at + (9 - hour) * HOUR : at;
}

/** The identity check: a document, its face, often a live face. A few fail at first, for a bad lamp or a worn card. */
function checked(life: Life, at: Instant): void {
  const { random, document } = life;
  const paper = { document: document.number, documentType: document.type, documentCountry: document.country, vendor: 'veriform' };
  if (random.chance(0.05)) takes(life, at - 40 * MINUTE, 'document', 'failed', { vendor: 'veriform', reason: random.pick(['image blurred', 'document expired', 'glare']) });
  // Some cameras and some lamps never please the checker, and its errors are not the same for every face.
  if (random.chance(0.025)) for (let tries = random.int(2, 4), again = at + random.between([0.2, 3]) * DAY; tries > 0; tries -= 1, again += random.between([0.6, 4]) * DAY) takes(life, again, random.pick(['liveness', 'face_match'] as const), tries === 1 ? 'passed' : 'failed', { vendor: 'veriform', score: score(random.normal(tries === 1 ? 0.84 : 0.38, 0.1)) });
  takes(life, at, 'document', 'passed', { ...paper, score: score(random.normal(0.93, 0.04)), imageHash: life.photo });
  takes(life, at + 4 * MINUTE, 'face_match', 'passed', { vendor: 'veriform', score: score(random.normal(0.9, 0.05)) });
  if (!random.chance(0.35)) return;
  if (random.chance(0.06)) takes(life, at + 7 * MINUTE, 'liveness', 'failed', { vendor: 'veriform', score: score(random.normal(0.4, 0.1)), reason: 'too dark' });
  takes(life, at + 15 * MINUTE, 'liveness', 'passed', { vendor: 'veriform', score: score(random.normal(0.88, 0.06)) });
}

/** Now and then a school or an employer is asked, with consent; some have closed, some know another name. */
function asked(life: Life, now: Instant): void {
  const { random } = life;
  if (!random.chance(0.07)) return;
  const at = life.registeredAt + random.between([2, 60]) * DAY;
  if (at >= now) return;
  takes(life, at, random.pick(['employment', 'education'] as const), random.chance(life.confirmed) ? 'passed' : 'failed', { vendor: 'claimcheck' });
}

export function score(value: number): number {
  return Math.round(Math.min(0.999, Math.max(0.01, value)) * 1000) / 1000;
}

/** One check from its start to its end. */
export function takes(life: Life, at: Instant, check: Check, outcome: 'passed' | 'failed' | 'abandoned', more: Record<string, unknown> = {}, by: Parameters<typeof does>[5] = {}): void {
  does(life, at, 'verification.started', { check }, 'exact', by);
  does(life, at + 3 * MINUTE, 'verification.finished', { check, outcome, ...more }, 'exact', by);
}

/** A check begun again and again and never ended, or left at the live step. */
export function avoidsChecks(life: Life, from: Instant): void {
  const { random } = life;
  let at = from;
  for (let tries = random.int(3, 5); tries > 0; tries -= 1, at += random.between([0.5, 5]) * DAY) {
    if (random.chance(0.5)) takes(life, at, random.pick(['document', 'liveness'] as const), 'abandoned');
    else does(life, at, 'verification.started', { check: random.pick(['document', 'liveness'] as const) }, 'exact');
  }
}
