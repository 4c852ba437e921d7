import { DAY, HOUR, MINUTE, rfc3339, type Instant } from '../../lib/kernel/instant';
import type { Draft } from './event';
import type { Life } from './life';
import type { Session } from './live';
import type { Market } from './market';
import { PER_DOLLAR } from './places';
import type { Random } from './random';
import { proposal } from './texts';

type Job = { contract: string; client: string; startedAt: Instant; endedAt: Instant; hourly: boolean; dollars: number };
type Earned = { at: Instant; dollars: number };

/** US dollars cleared from a moment on. */
export function earnedAfter(drafts: readonly Draft[], from: Instant): number {
  const cleared = drafts.filter((draft) => draft.type === 'earning.cleared' && draft.at >= from).map((draft) => draft.data.amount as { amount: number; currency: string });
  return Math.round(cleared.reduce((sum, { amount, currency }) => sum + amount / (PER_DOLLAR[currency] ?? 1), 0));
}

/** Bids, interviews, contracts, hours, earnings, payouts and reviews: what the sessions of a life were for. Adds to `drafts`. */
export function laboured(life: Life, span: { from: Instant; now: Instant }, sessions: readonly Session[], market: Market, random: Random, drafts: Draft[]): void {
  const jobs: Job[] = [];
  const earned: Earned[] = [];
  if (life.registeredAt < span.from - 40 * DAY && random.chance(0.65)) for (let count = random.int(1, 2); count > 0; count -= 1) {
    const longest = (span.from - life.registeredAt) / DAY;
    take(life, span.from - random.between([2, Math.min(longest, 320)]) * DAY, market, random, jobs, drafts, span.now, earned);
  }
  for (const session of sessions) {
    if (session.from < Math.max(span.from, life.registeredAt)) continue;
    const { hand } = session;
    const bids = random.poisson((life.work.bidsAWeek * hand.eager) / Math.max(0.7, hand.perWeek * hand.perDay));
    const spree = life.work.sprees > 0 && random.chance(life.work.sprees) ? random.int(31, 52) : 0;
    for (let nth = 0; nth < Math.min(bids, 12) + spree; nth += 1) bid(life, session, span.now, market, random, jobs, drafts, earned);
    log(life, session, jobs, random, drafts);
  }
  pay(life, earned, random, drafts, span.now);
}

function bid(life: Life, session: Session, now: Instant, market: Market, random: Random, jobs: Job[], drafts: Draft[], earned: Earned[]): void {
  const at = Math.floor(session.from + random.float() * (session.to - session.from));
  const hourly = random.chance(life.work.hourly);
  const rate = life.hourlyRate * life.work.price * random.lognormal(1, 0.15);
  const client = life.clients ? random.pick(life.clients) : market.client(random);
  drafts.push({ type: 'bid.placed', at, session: session.key, data: { client, job: market.job(random), category: life.trade.category, price: dollars(hourly ? rate : rate * random.between([5, 60])), hourly, proposal: proposal(session.hand.voice, random) } });
  const talks = random.chance(life.interviewing.chance);
  if (talks) interview(life, client, at + random.between([3, 60]) * HOUR, random, drafts);
  const open = jobs.filter((job) => job.startedAt <= at && job.endedAt > at).length;
  if (open < life.work.parallel && random.chance(life.work.winning * (talks ? 2 : 1))) take(life, at + random.between([0.4, 4]) * DAY, market, random, jobs, drafts, now, earned, client, hourly);
}

function interview(life: Life, client: string, at: Instant, random: Random, drafts: Draft[]): void {
  const { declines, cameraOff, accommodation } = life.interviewing;
  const says = (state: string, when: Instant) => drafts.push({ type: 'interview.changed', at: Math.floor(when), data: { client, state, ...(accommodation ? { accommodation: true } : {}) } });
  says('requested', at);
  if (random.chance(declines)) return void says(random.chance(0.6) ? 'declined' : 'rescheduled', at + random.between([1, 20]) * HOUR);
  if (random.chance(0.1)) says('rescheduled', at + random.between([1, 20]) * HOUR);
  const held = at + random.between([24, 72]) * HOUR;
  if (random.chance(cameraOff)) says('camera_off', held);
  else says('done', held);
}

function take(life: Life, startedAt: Instant, market: Market, random: Random, jobs: Job[], drafts: Draft[], now: Instant, earned: Earned[], client = life.clients ? random.pick(life.clients) : market.client(random), hourly = random.chance(life.work.hourly)): void {
  const at = Math.floor(startedAt);
  const job: Job = { contract: `ct_${random.code(9)}`, client, startedAt: at, endedAt: at + random.between([5, 55]) * DAY, hourly, dollars: life.hourlyRate * random.between([6, 60]) };
  jobs.push(job);
  const told = random.chance(0.35) ? market.payerOf(client) : {};
  drafts.push({ type: 'contract.started', at, data: { contract: job.contract, client, hourly, value: dollars(job.dollars), ...told } });
  if (random.chance(life.offPlatform)) drafts.push({ type: 'message.flagged', at: at + random.int(1, 40) * HOUR, data: { flag: random.chance(life.paymentAsks) ? random.weighted([{ flag: 'third_party_payment', weight: 3 }, { flag: 'prepayment', weight: 3 }, { flag: 'crypto_request', weight: 4 }], (one) => one.weight).flag : 'off_platform', client } });
  earn(life, job, random, drafts, now, earned);
  if (job.endedAt >= now) return;
  drafts.push({ type: 'contract.ended', at: Math.floor(job.endedAt), data: { contract: job.contract, reason: random.pick(['completed', 'completed', 'completed', 'scope changed', 'ended by the client']) } });
  if (random.chance(0.62)) drafts.push({ type: 'review.left', at: Math.floor(job.endedAt + random.exponential(2 * DAY)), data: { client, rating: random.weighted([5, 4.5, 4, 3, 2, 1], (stars) => (stars >= 4.5 ? 40 : stars === 4 ? 14 : 3)) } });
  if (random.chance(0.02)) drafts.push({ type: 'client.reported', at: Math.floor(job.endedAt + HOUR), data: { client, kind: random.weighted([{ kind: 'quality', weight: 70 }, { kind: 'other', weight: 12 }, { kind: 'different_person', weight: 8 }, { kind: 'theft', weight: 8 }, { kind: 'impersonation', weight: 2 }], (one) => one.weight).kind, text: 'The delivery was late and parts were missing.' } });
  // What was made is fetched once more before the door closes.
  if (random.chance(0.06)) drafts.push({ type: 'activity.recorded', at: Math.floor(job.endedAt - random.between([1, 60]) * HOUR), data: { kind: 'download', size: Math.round(random.lognormal(60_000_000, 1.3)), count: random.int(1, 30) } });
}

/** Fixed prices clear at the end, hourly work by the fortnight. */
function earn(life: Life, job: Job, random: Random, drafts: Draft[], now: Instant, earned: Earned[]): void {
  const clears = (at: Instant, value: number) => {
    if (at >= now) return;
    earned.push({ at: Math.floor(at), dollars: value });
    drafts.push({ type: 'earning.cleared', at: Math.floor(at), data: { amount: inCurrency(value, life.currency), contract: job.contract, client: job.client } });
  };
  if (!job.hourly) return clears(job.endedAt + random.between([1, 6]) * DAY, job.dollars);
  for (let at = job.startedAt + 14 * DAY; at < job.endedAt + 14 * DAY; at += 14 * DAY) clears(at + random.float() * 8 * HOUR, life.hourlyRate * life.work.hoursAWeek * random.between([0.6, 1.6]));
}

/** Hours of hourly contracts, logged for some of the sessions. */
function log(life: Life, session: Session, jobs: readonly Job[], random: Random, drafts: Draft[]): void {
  if (session.to - session.from < 25 * MINUTE || !random.chance(0.3)) return;
  const job = jobs.find((one) => one.hourly && one.startedAt <= session.from && one.endedAt > session.to);
  if (job) drafts.push({ type: 'time.logged', at: Math.floor(session.to), session: session.key, data: { contract: job.contract, from: rfc3339(session.from), to: rfc3339(Math.floor(session.to)), source: life.work.tracker ? 'tracker' : 'manual' } });
}

function pay(life: Life, earned: readonly Earned[], random: Random, drafts: Draft[], now: Instant): void {
  let turn = 0;
  for (const { at, dollars: value } of [...earned].sort((a, b) => a.at - b.at)) {
    const paying = life.paying.findLast((one) => one.from <= at);
    if (!paying) continue;
    const sentAt = Math.floor(at + paying.afterHours * HOUR * random.between([0.6, 1.3]));
    const usable = life.instruments.filter((one) => one.at <= sentAt);
    const chosen = paying.rotates ? usable[turn % Math.max(1, usable.length)] : usable.at(-1);
    turn += 1;
    if (!chosen || sentAt >= now) continue;
    drafts.push({ type: 'payout.sent', at: sentAt, data: { instrument: chosen.instrument.instrument, amount: inCurrency(value * paying.share * 0.97, life.currency) } });
  }
}

function dollars(amount: number): { amount: number; currency: string } {
  return inCurrency(amount, 'USD');
}

function inCurrency(amount: number, currency: string): { amount: number; currency: string } {
  const known = currency in PER_DOLLAR ? currency : 'USD';
  return { amount: Math.max(1, Math.round(amount * (PER_DOLLAR[known] ?? 1) * 100) / 100), currency: known };
}
