import type { AccountHistory, Check, Interview } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { endsAt } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 90;
const REFUSED = 3;
const CLIENTS = 2;
const OF_PERSON: ReadonlySet<Check['check']> = new Set(['liveness', 'face_match']);

/**
 * C1. At least 3 video calls that clients asked for declined or held with the camera off, by at least 2 clients, and none done, in the last 90
 * days [T]. A call put off is not counted: most are held later, and the contract does not say which. An accommodation, on any of the calls or
 * declared for the time, mutes it entirely. Source: seed fact on refused cameras; US-ROK advisory 2023; domain.md section 2.
 */
export const videoAvoidance: Signal = {
  id: 'C1',
  version: 1,
  title: 'Video calls declined by habit',
  family: 'communication',
  halfLifeDays: 45,
  weight: 0.9,
  exhibit: 'table',
  innocent: ['A disability or a faith for which they do not want to be filmed', 'A line too slow for video', 'Work that is better discussed in writing'],
  decides: 'Another proof of person, without a camera, by a route of their choice',
  declarations: ['accommodation'],
  alone: true,
  read({ history, asOf }) {
    if (history.interviews.length === 0) return abstains('a video call that a client asked for');
    const calls = inLast(history.interviews, WINDOW_DAYS, asOf);
    const refused = calls.filter((each) => each.state === 'declined' || each.state === 'camera_off');
    if (refused.length < REFUSED || calls.some((each) => each.state === 'done') || isAccommodated(history, refused, asOf)) return quiet;
    const clients = new Set(refused.flatMap((each) => each.client ?? []));
    if (clients.size < CLIENTS) return refused.some((each) => each.client === null) ? abstains('the clients who asked for the calls') : quiet;
    const explained = [otherProof(history, refused[0]!.at, asOf), tookPart(refused), doneBefore(history, refused[0]!.at)];
    return found(videoAvoidance, {
      llr: graded(refused.length, REFUSED, 8, 0.5, 0.9),
      quality: 0.8,
      firstAt: refused[0]!.at,
      lastAt: refused.at(-1)!.at,
      value: { refused: refused.length, cameraOff: refused.filter((each) => each.state === 'camera_off').length, clients: clients.size },
      words: `${refused.length} video calls with ${clients.size} clients were declined or held with the camera off, and none was done.`,
      evidence: refused.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function isAccommodated(history: AccountHistory, refused: readonly Interview[], asOf: Instant): boolean {
  const first = refused[0]!.at;
  return history.interviews.some((each) => each.accommodation) || history.declarations.some((each) => each.kind === 'accommodation' && each.from <= asOf && endsAt(each) > first);
}

function otherProof(history: AccountHistory, from: Instant, asOf: Instant): Explanation | null {
  const passed = history.checks.filter((each) => OF_PERSON.has(each.check) && each.outcome === 'passed' && each.at > from - WINDOW_DAYS * DAY && each.at <= asOf);
  return passed.length === 0 ? null : { kind: 'proved_otherwise', share: 0.6, words: 'A live or face check was passed in the same months.', evidence: passed.map((each) => each.event) };
}

/** Who comes to the call without a picture hides from the camera, not from the client. */
function tookPart(refused: readonly Interview[]): Explanation | null {
  const joined = refused.filter((each) => each.state === 'camera_off');
  return joined.length * 2 <= refused.length ? null : { kind: 'took_part', share: 0.3, words: 'They took part in most of the calls, without a picture.', evidence: joined.map((each) => each.event) };
}

function doneBefore(history: AccountHistory, from: Instant): Explanation | null {
  const done = history.interviews.filter((each) => each.state === 'done' && each.at < from);
  return done.length === 0 ? null : { kind: 'done_before', share: 0.3, words: 'Earlier video calls were done.', evidence: done.map((each) => each.event) };
}
