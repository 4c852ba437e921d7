import { ACCEPTED, fileWords } from '@/lib/appeals/enclosure';
import { chosenWords, type Answer } from '@/lib/appeals/answer';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import type { Language } from '@/lib/kernel/language';
import { escaped, plainPage } from '../../plain-page';
import type { Kind } from '../came-back';

type Kept = { language: Language; words: string; text: string; back: string };
type Chosen = Pick<Answer, 'facts' | 'route'>;
/** What else was sent: the form is offered again with it. */
export type SentAgain = { action: string; kind: Kind } & Chosen;

/** What could not be taken must not be lost in silence: `text` is the holder's and stands there as they wrote it, then what they chose, and that files of theirs (`hasFiles`) are gone. */
export function keptWordsPage({ language, words, text, back, facts, route, hasFiles }: Kept & Chosen & { hasFiles: boolean }): string {
  const { kept } = PAGE_WORDS[language];
  return plainPage(language, kept.title, `<p role="alert">${escaped(words)}</p>
${text.trim() === '' ? '' : `<p><label for="kept">${escaped(kept.label)}</label></p>
<textarea id="kept" rows="12" readonly>
${escaped(text)}</textarea>`}
${chosenList({ facts, route }, kept.chosen, language)}
${hasFiles ? `<p>${escaped(kept.files)}</p>` : ''}
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}

/** Where only the files were wrong, the form is there again with everything else in it. A browser lets nobody fill in files. */
export function filesAgainPage({ language, words, text, back, again: { action, kind, facts, route } }: Kept & { again: SentAgain }): string {
  const { kept, form, files } = PAGE_WORDS[language];
  const field = fileWords(language);
  const hidden = [['kind', kind], ['language', language], ...facts.map((fact) => ['facts', fact]), ...(route === null ? [] : [['route', route]])] as [string, string][];
  return plainPage(language, kept.title, `<p id="wrong" role="alert">${escaped(words)}</p>
<p>${escaped(files.again)}</p>
<form method="post" action="${escaped(action)}" enctype="multipart/form-data">
${hidden.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('\n')}
${chosenList({ facts, route }, files.also, language)}
<p><label for="text">${escaped(kind === 'answer' ? form.ownWords : form.why)}</label></p>
<textarea id="text" name="text" rows="12"${kind === 'appeal' ? ' required' : ''}>
${escaped(text)}</textarea>
<p><label for="files">${escaped(field.label)}</label></p>
<input id="files" type="file" name="files" multiple accept="${escaped(ACCEPTED)}" aria-invalid="true" aria-describedby="wrong hint">
<div id="hint">${[field.hint, field.papers, field.seen, field.kept].map((one) => `<p>${escaped(one)}</p>`).join('')}</div>
<p><button type="submit">${escaped(kind === 'answer' ? form.sendAnswer : form.sendAppeal)}</button></p>
</form>
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}

function chosenList(chosen: Chosen, title: string, language: Language): string {
  const words = chosenWords(chosen, language);
  return words.length === 0 ? '' : `<p>${escaped(title)}</p>\n<ul>${words.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`;
}
