import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { holderBehind, type Holder } from '@/lib/appeals/adapters/holder';
import { holderText, MOST_CHARACTERS, type Answer } from '@/lib/appeals/answer';
import { fullWords, troubleWith, troubleWords, type SentFile } from '@/lib/appeals/enclosure';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { numberWords } from '@/lib/evidence/wording';
import { pageOf } from '@/lib/enforcement/adapters/page-address';
import { languageNamed, readerOf, type Language } from '@/lib/kernel/language';
import { refuse, statusOf, type Refusal } from '@/lib/kernel/refusal';
import type { Result } from '@/lib/kernel/result';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Kind } from '../came-back';
import { filesAgainPage, keptWordsPage } from './kept-words';
import { sentForm } from './sent-form';

type Context = { params: Promise<{ token: string }> };

/**
 * Takes the forms of the account holder's page, with script or without: done, it leads back there (303, RFC 9110 section 15.4.4). Where
 * something was sent and cannot be taken, the answer says why, shows words and ticks again, and says that files are not kept.
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
  const result = await sentBy(token, (holder) => (kind === 'appeal' ? fileAppeal(holder, { text, files }) : answerQuestion(holder, { ...chosen, text, files })));
  if (result === null) return leadTo(back());
  // An address with a part of the page in it takes the focus there, without any script.
  if (result.ok) return leadTo(back({ sent: kind }, '#came'));
  // The form says in which language it was read: the database may be the one that is away.
  const language = asked ?? languageNamed(form.get('language')) ?? 'en';
  const page = (html: string): Response => new Response(html, { status: statusOf(result), headers: { 'content-type': 'text/html; charset=utf-8' } });
  const wrongFiles = filesWords(result, files, language);
  if (wrongFiles !== null) {
    const again = { action: `${path}/answer${asked === null ? '' : `?language=${asked}`}`, kind, ...chosen };
    return page(filesAgainPage({ language, words: wrongFiles, text, back: back(), again }));
  }
  if (text.trim() === '' && chosen.facts.length === 0 && chosen.route === null && files.length === 0) return leadTo(back({ wrong: kind }, `#${kind}-say`));
  return page(keptWordsPage({ language, words: refusalWords(result, kind, text, language), text, back: back(), ...chosen, hasFiles: files.length > 0 }));
}

/** A field for files in which none was chosen is sent as an empty one without a name. */
async function filesIn(form: FormData): Promise<SentFile[]> {
  const chosen = form.getAll('files').filter((value): value is File => typeof value !== 'string' && (value.name !== '' || value.size > 0));
  return Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** What is wrong with the files where that alone is what is wrong; null otherwise. */
function filesWords({ code, fields }: Refusal, files: readonly SentFile[], language: Language): string | null {
  if (code !== 'invalid' || fields['files'] === undefined || Object.keys(fields).length > 1) return null;
  const trouble = troubleWith(files);
  return trouble === null ? fullWords(language) : troubleWords(trouble, language);
}

/** Why it could not be taken, in the holder's language: commands refuse in English. */
function refusalWords({ code }: Refusal, kind: Kind, text: string, language: Language): string {
  const { refusals, empty } = PAGE_WORDS[language];
  const most = numberWords(MOST_CHARACTERS, readerOf({ tag: language, zone: null }));
  if (code === 'unreachable') return refusals.away;
  if (code === 'expired') return refusals.over;
  if (code === 'move-closed') return kind === 'appeal' ? refusals.appealed : refusals.closed;
  if (code !== 'invalid') return refusals.otherwise;
  if (!holderText.safeParse(text).success) return [...text.replace(/\r\n?/g, '\n').trim()].length > MOST_CHARACTERS ? refusals.long({ most }) : refusals.characters;
  return kind === 'answer' ? refusals.route : text.trim() === '' ? empty.appeal : refusals.otherwise;
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
