const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** A page for where the console's components cannot be drawn: the proxy and routes. `body` is HTML, its texts escaped. */
export function plainPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
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
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Calm, and the same for every address that opens nothing. */
export const NO_SUCH_PAGE = {
  title: 'This address opens nothing',
  lead: 'It may have been copied with a mistake: the address in the e-mail is long, and some programs break it in two.',
  way: 'Open it from the e-mail itself, or copy all of it. If it still does not open, reply to that e-mail; a person reads it.',
};
