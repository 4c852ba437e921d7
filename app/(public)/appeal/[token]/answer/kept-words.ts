import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import type { Language } from '@/lib/kernel/language';
import { escaped, plainPage } from '../../plain-page';

/** Words that could not be taken must not be lost: `text` is the holder's and stands there as they wrote it. */
export function keptWordsPage({ language, words, text, back }: { language: Language; words: string; text: string; back: string }): string {
  const { kept } = PAGE_WORDS[language];
  return plainPage(language, kept.title, `<p role="alert">${escaped(words)}</p>
<p><label for="kept">${escaped(kept.label)}</label></p>
<textarea id="kept" rows="12" readonly>${escaped(text)}</textarea>
<p><a href="${escaped(back)}">${escaped(kept.back)}</a></p>`);
}
