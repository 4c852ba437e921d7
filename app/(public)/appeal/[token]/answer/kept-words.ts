import { escaped, plainPage } from '../../plain-page';

/** Words that could not be taken must not be lost: `text` is the holder's and stands there as they wrote it. */
export function keptWordsPage({ words, text, back }: { words: string; text: string; back: string }): string {
  return plainPage('We could not take this', `<p role="alert">${escaped(words)}</p>
<p><label for="kept">What you wrote is here. Copy it before you go on; we have kept nothing of it.</label></p>
<textarea id="kept" rows="12" readonly>${escaped(text)}</textarea>
<p><a href="${escaped(back)}">Back to your page</a></p>`);
}
