import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { holderBehind } from '@/lib/appeals/adapters/holder';
import { statusOf } from '@/lib/kernel/refusal';
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
  const holder = await holderBehind(token);
  // The page itself says that this address opens nothing.
  if (holder === null) return leadTo(back);
  const form = await sentForm(request);
  if (form === null) return leadTo(`${back}?wrong=large`);
  const kind: Kind = form.get('kind') === 'appeal' ? 'appeal' : 'answer';
  const text = textOf(form, 'text');
  // A form can send anything: the command judges what is in it.
  const answer = { facts: form.getAll('facts'), text, route: textOf(form, 'route') || null } as Parameters<typeof answerQuestion>[1];
  const result = kind === 'appeal' ? await fileAppeal(holder, { text }) : await answerQuestion(holder, answer);
  if (result.ok) return leadTo(`${back}?sent=${kind}`);
  if (text.trim() === '') return leadTo(`${back}?wrong=${kind}#${kind}`);
  return new Response(keptWordsPage({ words: result.fields['text'] ?? result.words, text, back }), { status: statusOf(result), headers: { 'content-type': 'text/html; charset=utf-8' } });
}

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
