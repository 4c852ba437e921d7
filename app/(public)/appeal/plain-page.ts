import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { LANGUAGES, OWN_NAMES, type Language } from '@/lib/kernel/language';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** A page for where the console's components cannot be drawn: the proxy and routes. `body` is HTML, its texts escaped. It asks for nothing more, not even an icon. */
export function plainPage(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 640px; padding: 40px 20px; }
h1 { font: 600 28px/1.15 Georgia, serif; }
textarea { box-sizing: border-box; width: 100%; font: 17px/1.45 Georgia, serif; padding: 11px 13px; }
button { min-height: 44px; padding: 0 16px; font: inherit; }
input[type=file] { max-width: 100%; min-height: 44px; font: inherit; }
a { display: inline-block; padding: 10px 0; min-height: 24px; }
nav a { margin-right: 16px; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Calm, and the same for every address that opens nothing. `path` is the address itself, in whose other languages it says so too. */
export function opensNothing(language: Language, path: string): string {
  const { title, lead, way } = PAGE_WORDS[language].nowhere;
  const others = LANGUAGES.filter((one) => one !== language).map((one) => `<a href="${escaped(path)}?language=${one}" lang="${one}" hreflang="${one}">${escaped(OWN_NAMES[one])}</a>`);
  return plainPage(language, title, `<p>${escaped(lead)}</p>\n<p>${escaped(way)}</p>\n<nav aria-label="${escaped(PAGE_WORDS[language].language)}">${others.join(' ')}</nav>`);
}
