import type { ErrorObject } from 'ajv/dist/2020.js';
import { rfc3339, type Instant } from '../kernel/instant';
import { CONTRACT, FORMAT_WORDS, PATTERN_WORDS, type ContractType } from './contract';
import { instantOf, isLeapSecond } from './instant-text';
import { AHEAD_WORDS, INTAKE_LIMITS } from './limits';
import { fieldNamed, pointer, shownKey, type EventRefusal, type EventRefusalCode } from './refusal';
import { emptyIdentifierIn } from './scrub';
import type { EventType, PlatformEvent } from './stored-event';
import { isTimeZone } from '../kernel/time-zone';

export type CheckedEvent = { ok: true; event: PlatformEvent } | { ok: false; refusal: EventRefusal };

type Objection = Omit<EventRefusal, 'id'>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * One event against the contract and against the rules that a schema cannot say. Never throws. `raw` is what JSON.parse gave;
 * `now` decides only what is in the future. A message names the field and the way out, never a value.
 */
export function checkEvent(raw: unknown, { now }: { now: Instant }): CheckedEvent {
  const objection = typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? objectionTo(raw as Fields, now)
    : objectionOf('', 'not-an-object', 'An event must be one JSON object with id, type, at, account and data.');
  if (objection !== null) return { ok: false, refusal: { id: idOf(raw), ...objection } };
  const { id, type, at, account, session, data } = raw as { id: string; type: EventType; at: string; account: string; session?: string; data: Fields };
  return { ok: true, event: { id, type, at: instantOf(at) ?? 0, account, session: session ?? null, data } };
}

/** The event's id where it has one that can be shown and kept; null otherwise. */
export function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null ? (raw as { id?: unknown }).id : undefined;
  return typeof id === 'string' && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(id) ? id : null;
}

function objectionTo(raw: Fields, now: Instant): Objection | null {
  const type = raw['type'];
  const contract = typeof type === 'string' ? CONTRACT.get(type) : undefined;
  const inShape = contract !== undefined && contract.validate(raw);
  const size = sizeObjection(raw);
  // An event in shape is searched only where its text says so; the search names the field.
  if (size !== null && size.code === 'too-large') return size;
  if (!inShape || size !== null) {
    const forbidden = forbiddenIn(raw);
    if (forbidden !== null) return forbidden;
  }
  if (contract === undefined) return typeObjection(type);
  if (!inShape) return schemaObjection(contract.validate.errors?.[0], raw);
  return instantObjections(raw, contract, now) ?? zoneObjection(raw) ?? identifierObjection(raw);
}

function typeObjection(type: unknown): Objection {
  if (type === undefined) return objectionOf('/type', 'missing-field', 'type is missing; add the event type, for example "session.seen".');
  if (typeof type !== 'string') return objectionOf('/type', 'wrong-type', 'type must be text.');
  const shown = /^[A-Za-z_.]{1,40}$/.test(type) ? `"${type}"` : 'This';
  return objectionOf('/type', 'unknown-type', `${shown} is not an event type of the contract; the schema lists them, for example "session.seen".`);
}

/** Too large, or text that needs the search for forbidden characters ('forbidden-character' then, to be confirmed). */
function sizeObjection(raw: Fields): Objection | null {
  let text: string;
  try {
    text = JSON.stringify(raw) ?? '';
  } catch {
    return objectionOf('', 'too-large', 'The event is nested too deeply to be read; no event of the contract has more than four levels.');
  }
  if (text.length * 3 > INTAKE_LIMITS.eventBytes && Buffer.byteLength(text) > INTAKE_LIMITS.eventBytes) {
    return objectionOf('', 'too-large', `The event is larger than ${INTAKE_LIMITS.eventBytes / 1024} KB; shorten its texts or send fewer entries.`);
  }
  // JSON.stringify escapes U+0000 and lone surrogates, and nothing else that way.
  return /\\u(?:0000|d[89a-f])/.test(text) ? objectionOf('', 'forbidden-character', '') : null;
}

/** The first string or key that no database text can hold. Walks without recursion, so depth is no danger. */
function forbiddenIn(raw: Fields): Objection | null {
  const forbidden = /[\0\p{Cs}]/u;
  const waiting: { value: unknown; path: string }[] = [{ value: raw, path: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && forbidden.test(value)) {
      return objectionOf(path, 'forbidden-character', `${fieldNamed(path)} holds U+0000 or half of a surrogate pair; remove it.`);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (forbidden.test(key)) return objectionOf(path, 'forbidden-character', `A key in ${fieldNamed(path)} holds U+0000 or half of a surrogate pair; remove it.`);
      // Paths are cut where nothing of the contract can be any more.
      waiting.push({ value: inner, path: path.length > 200 ? path : pointer(path, shownKey(key) === key || Array.isArray(value) ? key : shownKey(key)) });
    }
  }
  return null;
}

const TYPE_WORDS: Readonly<Record<string, string>> = { string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'a JSON object', array: 'a list' };

function schemaObjection(error: ErrorObject | undefined, raw: Fields): Objection {
  if (error === undefined) return objectionOf('', 'invalid-format', 'The event does not follow the contract.');
  const path = error.instancePath;
  const field = fieldNamed(path);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required': {
      const missing = pointer(path, String(params['missingProperty']));
      return objectionOf(missing, 'missing-field', `${fieldNamed(missing)} is missing; add it.`);
    }
    case 'additionalProperties': {
      const unknown = pointer(path, shownKey(String(params['additionalProperty'])));
      return objectionOf(unknown, 'unknown-field', `${fieldNamed(unknown)} is no field of this event type; correct its name or leave it out.`);
    }
    case 'minProperties':
      return objectionOf(path, 'missing-field', `${field} is empty; send at least one field.`);
    case 'minLength':
      return objectionOf(path, 'missing-field', `${field} is empty; send its value, or leave it out where the contract allows.`);
    case 'type':
      return objectionOf(path, 'wrong-type', `${field} must be ${TYPE_WORDS[String(params['type'])] ?? String(params['type'])}.`);
    case 'enum':
      return objectionOf(path, 'unknown-value', `${field} must be one of ${(params['allowedValues'] as string[]).join(', ')}.`);
    case 'maxLength':
      return objectionOf(path, 'too-long', `${field} is longer than ${String(params['limit'])} characters; shorten it.`);
    case 'maxItems':
      return objectionOf(path, 'too-long', `${field} has more than ${String(params['limit'])} entries; send fewer.`);
    case 'minimum':
    case 'maximum':
      return objectionOf(path, 'out-of-range', `${field} must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(params['limit'])}.`);
    case 'format':
      return formatObjection(path, String(params['format']), raw);
    case 'pattern':
      return objectionOf(path, 'invalid-format', `${field} ${PATTERN_WORDS[String(params['pattern'])] ?? 'does not have the form that the contract asks for'}.`);
    default:
      return objectionOf(path, 'invalid-format', `${field} does not follow the contract.`);
  }
}

function formatObjection(path: string, format: string, raw: Fields): Objection {
  const field = fieldNamed(path);
  if (format !== 'date-time') return objectionOf(path, 'invalid-format', `${field} ${FORMAT_WORDS[format] ?? `must have the format ${format}`}.`);
  const text = path === '/at' ? raw['at'] : (raw['data'] as Fields)[path.split('/')[2] ?? ''];
  const leap = typeof text === 'string' && isLeapSecond(text);
  return objectionOf(path, 'invalid-instant', leap
    ? `${field} names a leap second (:60), which cannot be kept; send the second before or after it.`
    : `${field} ${FORMAT_WORDS[format] ?? ''}.`);
}

/** A declaration may speak of a journey to come; everything else has happened. */
function instantObjections(raw: Fields, contract: ContractType, now: Instant): Objection | null {
  const data = raw['data'] as Fields;
  const mayLieAhead = contract.type === 'declaration.made';
  const found = instantObjection('/at', raw['at'], now, false);
  if (found !== null) return found;
  for (const field of contract.instants) {
    const objection = instantObjection(`/data/${field}`, data[field], now, mayLieAhead);
    if (objection !== null) return objection;
  }
  return null;
}

function instantObjection(path: string, text: unknown, now: Instant, mayLieAhead: boolean): Objection | null {
  if (typeof text !== 'string') return null;
  const at = instantOf(text);
  if (at === null) return objectionOf(path, 'invalid-instant', `${fieldNamed(path)} ${FORMAT_WORDS['date-time']}.`);
  if (at < INTAKE_LIMITS.earliest) return objectionOf(path, 'before-2000', `${fieldNamed(path)} lies before ${rfc3339(INTAKE_LIMITS.earliest)}; correct the clock or the unit.`);
  if (at > now + INTAKE_LIMITS.aheadMs && !mayLieAhead) return objectionOf(path, 'future', `${fieldNamed(path)} lies more than ${AHEAD_WORDS} in the future; correct the clock and send the event again.`);
  return null;
}

/** Only what is declared must be a real zone; what a device says of itself is kept as it is. */
function zoneObjection(raw: Fields): Objection | null {
  const declared = (raw['data'] as { declared?: { timeZone: string } }).declared;
  if (declared === undefined || isTimeZone(declared.timeZone)) return null;
  return objectionOf('/data/declared/timeZone', 'unknown-time-zone', 'data.declared.timeZone must be an IANA zone name such as Europe/Budapest.');
}

function identifierObjection(raw: Fields): Objection | null {
  const field = emptyIdentifierIn(raw['data'] as Fields);
  if (field === null) return null;
  return objectionOf(`/data/${field}`, 'empty-identifier', `data.${field} holds no letters or digits by which it could be told from another; leave it out or send its value.`);
}

function objectionOf(path: string, code: EventRefusalCode, message: string): Objection {
  return { path, code, message };
}
