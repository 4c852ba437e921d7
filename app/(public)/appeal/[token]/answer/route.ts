import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { holderBehind, type Holder } from '@/lib/appeals/adapters/holder';
import { refuse, statusOf } from '@/lib/kernel/refusal';
import type { Result } from '@/lib/kernel/result';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Kind } from '../came-back';
import { keptWordsPage } from './kept-words';
import { sentForm } from './sent-form';

type Context = { params: Promise<{ token: string }> };

/**
 * Takes the forms of the account holder's page, with script or without: done, it leads back there (303, RFC 9110 section 15.4.4). Where
 * something was written and cannot be taken, the answer shows the words again, so that nobody's text is lost.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const back = `/appeal/${encodeURIComponent(token)}`;
  const form = await sentForm(request);
  if (form === null) return leadTo(`${back}?wrong=large`);
  const kind: Kind = form.get('kind') === 'appeal' ? 'appeal' : 'answer';
  const text = textOf(form, 'text');
  // A form can send anything: the command judges what is in it.
  const answer = { facts: form.getAll('facts'), text, route: textOf(form, 'route') || null } as Parameters<typeof answerQuestion>[1];
  const result = await sentBy(token, (holder) => (kind === 'appeal' ? fileAppeal(holder, { text }) : answerQuestion(holder, answer)));
  // The page itself says that this address opens nothing.
  if (result === null) return leadTo(back);
  if (result.ok) return leadTo(`${back}?sent=${kind}`);
  if (text.trim() === '') return leadTo(`${back}?wrong=${kind}#${kind}`);
  return new Response(keptWordsPage({ words: result.fields['text'] ?? result.words, text, back }), { status: statusOf(result), headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** What the holder behind the address does; null where nobody is. A database that is away costs nobody their words. */
async function sentBy<Value>(token: string, act: (holder: Holder) => Promise<Result<Value>>): Promise<Result<Value> | null> {
  try {
    const holder = await holderBehind(token);
    return holder === null ? null : await act(holder);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable', 'Nothing can be kept just now; the fault is ours. Try again in a moment.');
  }
}

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
