import { REFUSALS, type Refusal, type RefusalCode } from '@/lib/kernel/refusal';

/** A refusal as the API tells it: a stable code, words for people, and messages by field where there are any. */
export function problem(refusal: Refusal): Response {
  const { code, words, fields } = refusal;
  return Response.json({ error: { code, message: words, ...(Object.keys(fields).length > 0 ? { fields } : {}) } }, { status: REFUSALS[code].status, headers: HEADERS[code] });
}

/** Seconds after which a database that was away is worth another try. */
const RETRY_AFTER = '5';
const HEADERS: Partial<Record<RefusalCode, Record<string, string>>> = { 'not-signed-in': { 'www-authenticate': 'Bearer' }, unreachable: { 'retry-after': RETRY_AFTER } };
