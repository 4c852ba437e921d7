import { refuse } from '@/lib/kernel/refusal';
import { VISITOR, type Actor } from '@/lib/staff/actor';
import { may, PERMISSIONS, QUESTIONS, type CommandName, type QuestionName } from '@/lib/staff/permissions';
import { keyBearer } from '@/lib/staff/queries/key-bearer';
import { problem } from './problem';

/** The platform behind the request's API key, if the key may do or ask this; otherwise the answer that says why not. */
export async function bearerFor(request: Request, name: CommandName | QuestionName): Promise<Actor | Response> {
  const bearer = await keyBearer(VISITOR, { authorization: request.headers.get('authorization') });
  if (!bearer.ok) return problem(bearer);
  if (!may(bearer.value, name)) return problem(refuse('not-allowed', `This key lacks the scope ${scopeOf(name)}.`));
  return bearer.value;
}

function scopeOf(name: CommandName | QuestionName): string {
  const who: readonly string[] = { ...PERMISSIONS, ...QUESTIONS }[name];
  return who.find((one) => one.startsWith('platform:'))?.slice('platform:'.length) ?? name;
}
