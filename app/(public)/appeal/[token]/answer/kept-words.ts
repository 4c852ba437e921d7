const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/**
 * A page of its own for words that could not be taken: a route cannot draw the console's components, and the words must not be lost.
 * `text` is the holder's and stands there as they wrote it.
 */
export function keptWordsPage({ words, text, back }: { words: string; text: string; back: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>We could not take this</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 640px; padding: 40px 20px; }
h1 { font: 600 28px/1.15 Georgia, serif; }
textarea { box-sizing: border-box; width: 100%; font: 17px/1.45 Georgia, serif; padding: 11px 13px; }
a { display: inline-block; padding: 10px 0; min-height: 24px; }
</style>
</head>
<body>
<main>
<h1>We could not take this</h1>
<p role="alert">${escaped(words)}</p>
<p><label for="kept">What you wrote is here. Copy it before you go on; we have kept nothing of it.</label></p>
<textarea id="kept" rows="12" readonly>${escaped(text)}</textarea>
<p><a href="${escaped(back)}">Back to your page</a></p>
</main>
</body>
</html>
`;
}
