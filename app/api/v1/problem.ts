import { REFUSALS, type Refusal } from '@/lib/kernel/refusal';

/** A refusal as the API tells it: a stable code, words for people, and messages by field where there are any. */
export function problem(refusal: Refusal): Response {
  const { code, words, fields } = refusal;
  const headers: Record<string, string> = code === 'not-signed-in' ? { 'www-authenticate': 'Bearer' } : {};
  return Response.json({ error: { code, message: words, ...(Object.keys(fields).length > 0 ? { fields } : {}) } }, { status: REFUSALS[code].status, headers });
}
