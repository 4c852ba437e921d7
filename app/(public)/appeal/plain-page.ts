import type { Language } from '@/lib/kernel/language';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** A document of our own making, for the proxy and for routes. `body` is HTML, its texts escaped; `style` is CSS. */
export function htmlPage(language: Language, title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>
${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** A page for where the console's components cannot be drawn and nothing more may be asked for, not even a font. */
export function plainPage(language: Language, title: string, body: string): string {
  return htmlPage(language, title, STYLE, `<main>\n<h1>${escaped(title)}</h1>\n${body}\n</main>`);
}

const STYLE = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 640px; padding: 40px 20px; }
h1 { font: 600 28px/1.15 Georgia, serif; }
a { display: inline-block; padding: 10px 0; min-height: 24px; }`;
