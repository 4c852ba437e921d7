import { ACCEPTED, fileWords } from '@/lib/appeals/enclosure';
import { chosenWords, type Answer } from '@/lib/appeals/answer';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import type { Language } from '@/lib/kernel/language';
import { escaped, plainPage } from '../../plain-page';
import type { Kind } from '../came-back';

type Kept = { language: Language; words: string; text: string; back: string };
/** What else was sent: the form is offered again with it. */
export type SentAgain = { action: string; kind: Kind } & Pick<Answer, 'facts' | 'route'>;

/** Words that could not be taken must not be lost: `text` is the holder's and stands there as they wrote it. */
export function keptWordsPage({ language, words, text, back }: Kept): string {
  const { kept } = PAGE_WORDS[language];
  return plainPage(language, kept.title, `<p role="alert">${escaped(words)}</p>
<p><label for="kept">${escaped(kept.label)}</label></p>
<textarea id="kept" rows="12" readonly>${escaped(text)}</textarea>
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}

/** Where only the files were wrong, the form is there again with everything else in it. A browser lets nobody fill in files. */
export function filesAgainPage({ language, words, text, back, again: { action, kind, facts, route } }: Kept & { again: SentAgain }): string {
  const { kept, form, files } = PAGE_WORDS[language];
  const field = fileWords(language);
  const hidden = [['kind', kind], ['language', language], ...facts.map((fact) => ['facts', fact]), ...(route === null ? [] : [['route', route]])] as [string, string][];
  const chosen = chosenWords({ facts, route }, language);
  return plainPage(language, kept.title, `<p role="alert">${escaped(words)}</p>
<p>${escaped(files.again)}</p>
<form method="post" action="${escaped(action)}" enctype="multipart/form-data">
${hidden.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('\n')}
${chosen.length === 0 ? '' : `<p>${escaped(files.also)}</p>\n<ul>${chosen.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`}
<p><label for="text">${escaped(kind === 'answer' ? form.ownWords : form.why)}</label></p>
<textarea id="text" name="text" rows="12"${kind === 'appeal' ? ' required' : ''}>
${escaped(text)}</textarea>
<p><label for="files">${escaped(field.label)}</label></p>
<input id="files" type="file" name="files" multiple accept="${escaped(ACCEPTED)}" aria-describedby="hint">
<p id="hint">${escaped(field.hint)} ${escaped(field.papers)}</p>
<p><button type="submit">${escaped(kind === 'answer' ? form.sendAnswer : form.sendAppeal)}</button></p>
</form>
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}
