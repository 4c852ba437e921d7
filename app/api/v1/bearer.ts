import { refuse } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { VISITOR, type Actor } from '@/lib/staff/actor';
import { may, PERMISSIONS, QUESTIONS, type CommandName, type QuestionName } from '@/lib/staff/permissions';
import { keyBearer } from '@/lib/staff/queries/key-bearer';
import { problem } from './problem';

/**
 * Answers the platform behind the request's API key, if the key may do or ask this; otherwise says why not. Where the database is
 * away, now or while the answer is made, the platform is asked to come again.
 */
export async function answerBearer(request: Request, name: CommandName | QuestionName, answer: (bearer: Actor) => Promise<Response>): Promise<Response> {
  try {
    const bearer = await keyBearer(VISITOR, { authorization: request.headers.get('authorization') });
    if (!bearer.ok) return problem(bearer);
    if (!may(bearer.value, name)) return problem(refuse('not-allowed', `This key lacks the scope ${scopeOf(name)}.`));
    return await answer(bearer.value);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return problem(refuse('unreachable', 'The database cannot be reached just now. Send the same again after the seconds in Retry-After.'));
  }
}

function scopeOf(name: CommandName | QuestionName): string {
  const who: readonly string[] = { ...PERMISSIONS, ...QUESTIONS }[name];
  return who.find((one) => one.startsWith('platform:'))?.slice('platform:'.length) ?? name;
}
