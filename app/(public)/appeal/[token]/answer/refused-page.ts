import { ACCEPTED, fileWords } from '@/lib/appeals/enclosure';
import { chosenWords, FACT_IDS, MOST_CHARACTERS, type Answer } from '@/lib/appeals/answer';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { NOTICE_WORDS } from '@/lib/decisions/languages/index';
import type { Route } from '@/lib/decisions/kinds/step-up';
import { numberWords } from '@/lib/evidence/wording';
import { readerOf, type Language } from '@/lib/kernel/language';
import { plainFrame } from '../../plain-frame';
import { escaped } from '../../plain-page';
import type { Kind } from '../came-back';

/** What is wrong, at the field that it is wrong in, or with all of it. */
export type Wrong = { text?: string; route?: string; files?: string; form?: string };
/** What was sent. A browser lets nobody fill in files: of them there is only whether there were any. */
export type Sent = { kind: Kind; text: string; hasFiles: boolean; offered: readonly Route[] } & Pick<Answer, 'facts' | 'route'>;
type Ways = { /** The form's address. */ action: string; /** The page. */ back: string };

/** The most characters a text may have, as the reader of this language writes that number. */
export const mostWords = (language: Language): string => numberWords(MOST_CHARACTERS, readerOf({ tag: language, zone: null }));

/** What could not be taken, in the form that it was sent with: why, at its field, and everything else as it was given, to be changed and sent again. */
export function formAgain(language: Language, wrong: Wrong, sent: Sent, { action, back }: Ways): string {
  const { kept, form, files } = PAGE_WORDS[language];
  const field = fileWords(language);
  const answers = sent.kind === 'answer';
  const says = [...(sent.text.trim() === '' ? [] : [kept.still]), wrong.files === undefined ? kept.again : files.again, ...(wrong.files === undefined && sent.hasFiles ? [kept.files] : [])];
  // A route that was refused is not offered again.
  const offered = wrong.route === undefined ? sent.offered : sent.offered.filter((route) => route !== sent.route);
  const hidden = { kind: sent.kind, language, offered: offered.join(' ') };
  const isThere = { form: false, text: true, route: offered.length > 0, files: true };
  return plainFrame(language, kept.title, `<div class="notice" role="alert">${(['form', 'text', 'route', 'files'] as const).flatMap((part) => (wrong[part] === undefined ? [] : [isThere[part] ? `<div><a href="#${part}">${escaped(wrong[part])}</a></div>` : `<div>${escaped(wrong[part])}</div>`])).join('')}</div>
<p>${escaped(says.join(' '))}</p>
<form method="post" action="${escaped(action)}" enctype="multipart/form-data">
${Object.entries(hidden).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`).join('\n')}
${answers ? choices('checkbox', 'facts', form.facts, FACT_IDS.map((id) => ({ id, ...PAGE_WORDS[language].facts[id], isChosen: sent.facts.includes(id) }))) : ''}
<label class="f" for="text">${escaped(answers ? form.ownWords : form.why)}</label>
<textarea id="text" name="text" rows="6" maxlength="${MOST_CHARACTERS}"${answers ? '' : ' required'}${marks(wrong.text, 'text')}>
${escaped(sent.text)}</textarea>
<p class="hint" id="text-hint">${escaped(form.hint({ most: mostWords(language) }))}</p>
${said(wrong.text, 'text')}
${answers && offered.length > 0 ? choices('radio', 'route', form.routes, offered.map((id) => ({ id, ...NOTICE_WORDS[language].routes[id], isChosen: sent.route === id })), wrong.route) : ''}
<label class="f" for="files">${escaped(field.label)}</label>
<input id="files" type="file" name="files" multiple accept="${escaped(ACCEPTED)}"${marks(wrong.files, 'files')}>
${said(wrong.files, 'files')}
<div class="hint" id="files-hint">${[field.hint, field.papers, field.seen, field.kept].map((one) => `<p>${escaped(one)}</p>`).join('')}</div>
<button type="submit">${escaped(answers ? form.sendAnswer : form.sendAppeal)}</button>
</form>
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}

/** Where nothing can be sent any more: why, and what was sent, since it must not be lost in silence. */
export function wordsBack(language: Language, why: string, { text, facts, route, hasFiles }: Sent, back: string): string {
  const { kept } = PAGE_WORDS[language];
  const chosen = chosenWords({ facts, route }, language);
  return plainFrame(language, kept.title, `<p class="notice" role="alert">${escaped(why)}</p>
${text.trim() === '' ? '' : `<p><label for="kept">${escaped(kept.label)}</label></p>
<textarea id="kept" rows="12" readonly>
${escaped(text)}</textarea>`}
${chosen.length === 0 ? '' : `<p>${escaped(kept.chosen)}</p>\n<ul>${chosen.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`}
${hasFiles ? `<p>${escaped(kept.files)}</p>` : ''}
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}

type Choice = { id: string; title: string; words: string; isChosen: boolean };

function choices(type: 'checkbox' | 'radio', name: string, legend: string, offered: readonly Choice[], wrong?: string): string {
  return `<fieldset id="${name}" tabindex="-1"${wrong === undefined ? '' : ` aria-describedby="${name}-wrong"`}><legend>${escaped(legend)}</legend>
${offered.map(({ id, title, words, isChosen }) => `<label><input type="${type}" name="${name}" value="${id}"${isChosen ? ' checked' : ''}><span>${escaped(title)}<small>${escaped(words)}</small></span></label>`).join('\n')}
${said(wrong, name)}
</fieldset>`;
}

const said = (wrong: string | undefined, field: string): string => (wrong === undefined ? '' : `<p class="wrong" id="${field}-wrong">${escaped(wrong)}</p>`);
const marks = (wrong: string | undefined, field: string): string => (wrong === undefined ? ` aria-describedby="${field}-hint"` : ` aria-invalid="true" aria-describedby="${field}-wrong ${field}-hint"`);
