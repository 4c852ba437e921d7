import { DAY, HOUR, MINUTE, rfc3339, type Instant } from '../../lib/kernel/instant';
import { browserAt, type Machine } from './devices';
import type { Draft } from './event';
import type { Act, Hand, Life } from './life';
import type { Market } from './market';
import type { Random } from './random';
import type { Route } from './routes';
import { laboured } from './labour';
import { begun } from './begin';
import { localDayOf, localHour, weekdayOf } from './zones';

export type Session = { key: string; from: Instant; to: Instant; hand: Hand; machine: Machine; open: Hand['open'] };

/** Before the span little is told of a life: this many sessions at most, on average. */
const EARLIER_SESSIONS = 4;

/** Everything that happens to an account, in no order. Nothing happens after `now`, or once the account is closed. */
export function livedOf(life: Life, span: { from: Instant; now: Instant }, market: Market): Draft[] {
  const random = life.random.fork('lived');
  const drafts: Draft[] = [];
  const sessions = life.hands.flatMap((hand, index) => sessionsOf(hand, span.from, random.fork(`hand/${index}`), drafts)).sort((a, b) => a.from - b.from);
  begun(life, span.now);
  laboured(life, span, sessions, market, random.fork('labour'), drafts);
  const held: Session[] = [];
  for (const act of [...life.acts].sort((a, b) => a.at - b.at)) perform(act, life, sessions, held, random, drafts);
  const end = Math.min(span.now, life.closedAt ?? span.now);
  return drafts.filter((draft) => draft.at < end || (draft.at < span.now && draft.data.closed !== undefined));
}

function sessionsOf(hand: Hand, spanFrom: Instant, random: Random, drafts: Draft[]): Session[] {
  const sessions: Session[] = [];
  const earlierWeeks = Math.max(0, (Math.min(spanFrom, hand.to) - hand.from) / (7 * DAY));
  const earlier = Math.min(0.25, EARLIER_SESSIONS / Math.max(1, earlierWeeks * hand.perWeek * hand.perDay));
  const zone = hand.body.zone;
  const last = localDayOf(zone, hand.to);
  for (let day = localDayOf(zone, hand.from); day <= last; day += 1) {
    const weekday = weekdayOf(day);
    const atWeekend = weekday === 0 || weekday === 6;
    const share = ((atWeekend ? hand.weekend : 1) * hand.perWeek) / (5 + 2 * hand.weekend);
    const quiet = localHour(zone, day, 12) < spanFrom ? earlier : 1;
    if (!random.chance(Math.min(1, share) * quiet)) continue;
    const count = Math.max(1, random.poisson(hand.perDay));
    const begin = hand.startHour + random.normal(0, 0.8);
    for (let nth = 0; nth < count; nth += 1) {
      const evening = random.chance(hand.evenings);
      const from = Math.round(localHour(zone, day, evening ? begin + hand.span + random.between([0.5, 4]) : begin + (hand.span * (nth + random.float() * 0.8)) / count));
      if (from < hand.from || from >= hand.to) continue;
      const open = hand.open && !evening && random.chance(hand.open.chance) ? hand.open : null;
      const longest = (hand.span / count) * HOUR;
      const to = Math.min(hand.to, Math.round(from + (open ? random.between([25, 50]) * HOUR : Math.min(longest, 12 * MINUTE + random.exponential(75 * MINUTE)))));
      const phone = evening ? hand.machines.find((one) => one.machine.form === 'phone') : undefined;
      const machine = phone?.machine ?? random.weighted(hand.machines, (one) => one.weight).machine;
      sessions.push(seen({ key: `s_${random.code(9).toLowerCase()}`, from, to, hand, machine, open }, random, drafts));
    }
  }
  return sessions;
}

/** Tells a session: where from, on what, and what was done in it. */
function seen(session: Session, random: Random, drafts: Draft[], route = routeFor(session.hand, session.machine, random)): Session {
  const { key, from, to, hand, machine } = session;
  const first = stretch(session, from, to, route, random);
  drafts.push(first);
  if (hand.leak && random.chance(hand.leak.chance)) drafts.push(stretch(session, from + 0.4 * (to - from), Math.min(to, from + 0.4 * (to - from) + 70 * MINUTE), hand.leak.route, random));
  // A lease renewed, a lift ride: the same session again from another address.
  else if (random.chance(0.03)) drafts.push(stretch(session, from + 0.5 * (to - from), to, routeFor(hand, machine, random), random));
  // A longer end reported later, under a new id.
  if (random.chance(0.03)) drafts.push({ ...first, data: { ...first.data, endedAt: rfc3339(Math.min(hand.to, to + random.int(5, 40) * MINUTE)) } });
  const kinds = [{ kind: 'page', weight: 46 }, { kind: 'message', weight: 26 }, { kind: 'upload', weight: 10 }, { kind: 'download', weight: 8 }, { kind: 'work', weight: 9 }, { kind: 'mfa', weight: 1 }] as const;
  for (let nth = random.chance(0.35 * hand.telling) ? 1 : random.chance(0.4 + 0.6 * hand.telling) ? 0 : -1; nth >= 0; nth -= 1) {
    const { kind } = random.weighted(kinds, (one) => one.weight);
    const files = kind === 'upload' || kind === 'download';
    const count = kind === 'page' || kind === 'message' ? random.int(1, 24) : 1;
    drafts.push({ type: 'activity.recorded', at: from + random.float() * (to - from), session: key, data: { kind, ...(count > 1 ? { count } : {}), ...(files ? { size: Math.round(random.lognormal(240_000, 1.4)) } : {}) } });
  }
  // Somebody in every shift, or a program that fetches by itself.
  if (session.open) for (let at = from + HOUR; at < to; at += random.between([1.5, 2.6]) * HOUR) drafts.push({ type: 'activity.recorded', at, session: key, data: session.open.attended ? { kind: random.pick(['work', 'page', 'message']) } : { kind: 'download', size: Math.round(random.lognormal(40_000, 1)) } });
  return session;
}

function routeFor(hand: Hand, machine: Machine, random: Random): Route {
  const open = hand.routes.filter((route) => !route.only || route.only === machine.form);
  return random.weighted(open.length > 0 ? open : hand.routes, (route) => route.weight);
}

function stretch(session: Session, from: Instant, to: Instant, route: Route, random: Random): Draft {
  const { hand, machine } = session;
  const begin = Math.floor(from);
  const { token, platform, languages, keyboard, screen, gpu, cores, memoryGb, fonts, canvas } = machine;
  const { browser, userAgent } = browserAt(machine, begin);
  // Traces of a remote desktop show in some sessions, not in all.
  const hints = machine.hints.filter(() => random.chance(0.45));
  return {
    type: 'session.seen',
    at: begin,
    session: session.key,
    data: {
      ip: route.addressAt(begin, random),
      userAgent,
      endedAt: rfc3339(Math.floor(to)),
      lastInputAt: rfc3339(Math.floor(session.open?.attended === false ? from + random.between([0.5, 6]) * HOUR : to - Math.min(0.5 * (to - from), random.exponential(4 * MINUTE)))),
      rttMs: Math.round(route.rttMs * random.lognormal(1, 0.22) + hand.addedRttMs),
      device: { token, platform, browser, timeZone: hand.shownZone ?? hand.body.zone, languages, keyboard, screen, gpu, cores, memoryGb, fonts, canvas, ...(hints.length > 0 ? { hints } : {}) },
    },
  };
}

function perform(act: Act, life: Life, sessions: readonly Session[], held: Session[], random: Random, drafts: Draft[]): void {
  if (act.where === 'nowhere') {
    drafts.push({ type: act.type, at: act.at, data: act.data });
    return;
  }
  const natural = act.where === 'session' ? sessions.find((session) => session.from >= act.at && session.from < act.at + 10 * DAY) : undefined;
  const session = natural ?? sessionOnPurpose(act, life, held, random, drafts);
  const at = natural ? natural.from + random.float() * (natural.to - natural.from) : act.at;
  drafts.push({ type: act.type, at: Math.floor(at), session: session.key, data: act.data });
}


/** A session held for one act, by whoever has the account then. Acts of the same hour share it. */
function sessionOnPurpose(act: Act, life: Life, held: Session[], random: Random, drafts: Draft[]): Session {
  const open = held.find((session) => act.at >= session.from && act.at <= session.to && (!act.machine || session.machine === act.machine));
  if (open) return open;
  const hand = life.hands.find((one) => act.at >= one.from && act.at < one.to) ?? life.hands.at(-1);
  if (!hand) throw new Error(`${life.account} has nobody at the keyboard`);
  const machine = act.machine ?? random.weighted(hand.machines, (one) => one.weight).machine;
  const session = seen({ key: `s_${random.code(9).toLowerCase()}`, from: act.at - 6 * MINUTE, to: Math.min(Math.max(hand.to, act.at), act.at + 45 * MINUTE), hand, machine, open: null }, random, drafts, act.route);
  held.push(session);
  return session;
}
