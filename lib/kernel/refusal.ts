import { INVALID } from './invalid';

/**
 * The closed list of ways in which the product says no. People are refused; bugs throw.
 * `status` is the HTTP answer, `words` what the person reads when the command gives no words of its own.
 */
export const REFUSALS = {
  'not-signed-in': { status: 401, words: 'Sign in first.' },
  'not-allowed': { status: 403, words: 'Your role may not do this.' },
  'not-found': { status: 404, words: 'There is nothing under this address any more.' },
  invalid: { status: 422, words: INVALID },
  stale: { status: 409, words: 'Somebody changed this a moment ago. Read it again before you go on; what you wrote is kept.' },
  taken: { status: 409, words: 'Somebody else holds this case.' },
  'not-held': { status: 409, words: 'You do not hold this case. Claim it first.' },
  'move-closed': { status: 409, words: 'This is not possible in the present state.' },
  locked: { status: 409, words: 'This measure is locked for now.' },
  conflict: { status: 403, words: 'You took part in this case, so somebody else has to do it.' },
  'nothing-left': { status: 404, words: 'Nothing waits for you.' },
  exists: { status: 409, words: 'This exists already.' },
  blanks: { status: 422, words: 'The notice still has blanks. Fill them before it is sealed.' },
  expired: { status: 410, words: 'The time for this has passed.' },
  'wrong-credentials': { status: 401, words: 'E-mail or password do not match.' },
  throttled: { status: 429, words: 'Too many tries. Wait a quarter of an hour.' },
  'too-large': { status: 413, words: 'This is larger than what is taken at once.' },
  unsupported: { status: 415, words: 'This kind of content is not taken here.' },
  unreadable: { status: 400, words: 'This could not be read.' },
  unreachable: { status: 503, words: 'The console cannot reach its database just now. Try again in a moment; what you wrote is kept.' },
} as const satisfies Record<string, { status: number; words: string }>;

export type RefusalCode = keyof typeof REFUSALS;

export type Refusal = {
  ok: false;
  code: RefusalCode;
  words: string;
  /** Messages by form field, for `invalid`. */
  fields: Readonly<Record<string, string>>;
};

export function refuse(code: RefusalCode, words?: string, fields: Refusal['fields'] = {}): Refusal {
  return { ok: false, code, words: words ?? REFUSALS[code].words, fields };
}

export function statusOf(refusal: Refusal): number {
  return REFUSALS[refusal.code].status;
}
