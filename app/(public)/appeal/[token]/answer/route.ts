import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { holderBehind, type Holder } from '@/lib/appeals/adapters/holder';
import { holderText, MOST_CHARACTERS, type Answer } from '@/lib/appeals/answer';
import { ROUTE_IDS, type Route } from '@/lib/decisions/kinds/step-up';
import { fullWords, troubleWith, troubleWords, type SentFile } from '@/lib/appeals/enclosure';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { pageOf } from '@/lib/enforcement/adapters/page-address';
import { languageNamed, type Language } from '@/lib/kernel/language';
import { refuse, statusOf, type Refusal } from '@/lib/kernel/refusal';
import type { Result } from '@/lib/kernel/result';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Kind } from '../came-back';
import { formAgain, mostWords, wordsBack, type Sent, type Wrong } from './refused-page';
import { sentForm } from './sent-form';

type Context = { params: Promise<{ token: string }> };

/**
 * Takes the forms of the account holder's page, with script or without: done, it leads back there (303, RFC 9110 section 15.4.4). Where
 * something was sent and cannot be taken, the answer is the form again, with why at its field and everything else as it was given. That is a
 * page of its own: what a form was filled in with is on no server and in no address or cookie, and only the answer to the form itself has it.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const path = `/appeal/${encodeURIComponent(token)}`;
  const asked = languageNamed(new URL(request.url).searchParams.get('language'));
  const back = (came: Record<string, string> = {}, to = ''): string => {
    const search = new URLSearchParams({ ...came, ...(asked === null ? {} : { language: asked }) }).toString();
    return `${path}${search === '' ? '' : `?${search}`}${to}`;
  };
  // The page itself says that this address opens nothing; for such an address nothing large is read.
  if (pageOf(token) === null) return leadTo(back());
  const form = await sentForm(request);
  if (form === null) return leadTo(back({ wrong: 'large' }));
  const kind: Kind = form.get('kind') === 'appeal' ? 'appeal' : 'answer';
  const text = textOf(form, 'text');
  // A form can send anything: the command judges what is in it.
  const files = await filesIn(form);
  const chosen = (kind === 'appeal' ? { facts: [], route: null } : { facts: form.getAll('facts').filter((fact) => typeof fact === 'string'), route: textOf(form, 'route') || null }) as Pick<Answer, 'facts' | 'route'>;
  // The form says in which language it was read: the database may be the one that is away.
  const readIn = asked ?? languageNamed(form.get('language'));
  const result = await sentBy(token, (holder) => (kind === 'appeal' ? fileAppeal(holder, { text, files, language: readIn }) : answerQuestion(holder, { ...chosen, text, files })));
  if (result === null) return leadTo(back());
  // An address with a part of the page in it takes the focus there, without any script.
  if (result.ok) return leadTo(back({ sent: kind }, '#came'));
  const language = readIn ?? 'en';
  const page = (html: string): Response => new Response(html, { status: statusOf(result), headers: { 'content-type': 'text/html; charset=utf-8' } });
  if (text.trim() === '' && chosen.facts.length === 0 && chosen.route === null && files.length === 0) return leadTo(back({ wrong: kind }, `#${kind}-say`));
  const sent: Sent = { kind, text, ...chosen, offered: routesIn(form, chosen.route), hasFiles: files.length > 0 };
  const wrong = wrongIn(result, sent, files, language);
  return page(typeof wrong === 'string' ? wordsBack(language, wrong, sent, back()) : formAgain(language, wrong, sent, { action: `${path}/answer${asked === null ? '' : `?language=${asked}`}`, back: back() }));
}

/** A field for files in which none was chosen is sent as an empty one without a name. */
async function filesIn(form: FormData): Promise<SentFile[]> {
  const chosen = form.getAll('files').filter((value): value is File => typeof value !== 'string' && (value.name !== '' || value.size > 0));
  return Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** The routes that the form offered, as it says itself: the database may be away. Which of them are taken the command knows. */
function routesIn(form: FormData, chosen: string | null): readonly Route[] {
  const offered = new Set([...textOf(form, 'offered').split(' '), chosen]);
  return ROUTE_IDS.filter((route) => offered.has(route));
}

/** Why it could not be taken, at the fields where that can be mended; in a text where it cannot. In the holder's language: commands refuse in English. */
function wrongIn({ code, fields }: Refusal, { kind, text, route, offered }: Sent, files: readonly SentFile[], language: Language): Wrong | string {
  const { refusals, empty } = PAGE_WORDS[language];
  if (code === 'unreachable') return { form: refusals.away };
  if (code === 'expired') return refusals.over;
  if (code === 'move-closed') return kind === 'appeal' ? refusals.appealed : refusals.closed;
  if (code !== 'invalid') return refusals.otherwise;
  const trouble = troubleWith(files);
  const wrong: Wrong = {
    ...(fields['files'] === undefined ? {} : { files: trouble === null ? fullWords(language) : troubleWords(trouble, language) }),
    ...(holderText.safeParse(text).success ? {} : { text: [...text.replace(/\r\n?/g, '\n').trim()].length > MOST_CHARACTERS ? refusals.long({ most: mostWords(language) }) : refusals.characters }),
    ...(kind === 'appeal' && text.trim() === '' ? { text: empty.appeal } : {}),
  };
  if (Object.keys(wrong).length > 0) return wrong;
  if (route === null || Object.keys(fields).some((name) => name !== 'route')) return { form: refusals.otherwise };
  // Only where there is another can another be chosen.
  return { route: offered.some((one) => one !== route) ? refusals.route : refusals.otherwise };
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
