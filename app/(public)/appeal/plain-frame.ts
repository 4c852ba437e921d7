import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { platformName } from '@/lib/kernel/env';
import { LANGUAGES, OWN_NAMES, type Language } from '@/lib/kernel/language';
import { escaped, htmlPage } from './plain-page';

/** Where the console's components cannot be drawn, the holder's page has its own head, type and colours all the same: what belongs to us looks like it. `path`: an address whose other languages say this too. */
export function plainFrame(language: Language, title: string, body: string, path: string | null = null): string {
  const words = PAGE_WORDS[language];
  const tongues = path === null ? '' : `<nav aria-label="${escaped(words.language)}">${LANGUAGES.map((one) => `<a href="${escaped(path)}?language=${one}" lang="${one}" hreflang="${one}"${one === language ? ' aria-current="true"' : ''}>${escaped(OWN_NAMES[one])}</a>`).join('')}</nav>`;
  return htmlPage(language, title, STYLE, `<header><span>${MARK}<b>${escaped(platformName())}</b><span class="kind">${escaped(words.kind)}</span></span>${tongues}</header>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>`);
}

/** Calm, and the same for every address that opens nothing. `path` is the address itself, in whose other languages it says so too. */
export function opensNothing(language: Language, path: string): string {
  const { title, lead, way } = PAGE_WORDS[language].nowhere;
  return plainFrame(language, title, `<p class="lead">${escaped(lead)}</p>\n<p>${escaped(way)}</p>`, path);
}

/** As components/shell/mark.tsx draws it. */
const MARK = '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" aria-hidden="true"><path d="M3 16.5c3.2-8 5.6-10.4 7-9.4 1.7 1.3-3.6 9.3-1.7 9.9 1.9.6 4.2-6.2 6-5.6 1.5.5-.9 4.3.5 4.8 1.3.5 3.3-1.9 6.2-3.2"/><path d="M3 20.5h18" stroke-width="1.3"/></svg>';

const face = (family: string, file: string, letters = ''): string => `@font-face { font-family: '${family}'; src: url(/fonts/${file}.woff2) format('woff2'); font-weight: 200 900; font-display: swap;${letters} }`;
const faces = (family: string, file: string): string => [face(family, file), face(family, `${file}-latin-ext`, ' unicode-range: U+0100-02FF, U+1E00-1EFF;'), face(family, `${file}-cyrillic`, ' unicode-range: U+0400-04FF;')].join('\n');

/** Of tokens.css, ui.css and appeal.css what these pages need: the sheets themselves have addresses that only a page of Next's knows. */
const STYLE = `${faces('Inter', 'inter')}
${faces('Source Serif 4', 'source-serif-4')}
:root { color-scheme: light dark; --paper: #f5f6f8; --surface: #fff; --line: #dde0e3; --line-2: #c7cbd0; --control-line: #868d95; --text: #161b21; --text-3: #646b74; --on-ink: #fff; --blue: #2855ad; --brick: #a8372a; --brick-soft: #fbeeeb; --sans: 'Inter', ui-sans-serif, system-ui, sans-serif; --serif: 'Source Serif 4', ui-serif, Georgia, serif; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #0f1216; --surface: #15191e; --line: #2a2f36; --line-2: #3d434a; --control-line: #767d86; --text: #e9ebee; --text-3: #8e949c; --on-ink: #15191e; --blue: #85b3f7; --brick: #ec8d7a; --brick-soft: #2d1b18; } }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--text); font: 430 16px/1.5 var(--sans); font-feature-settings: 'cv05', 'ss03'; -webkit-font-smoothing: antialiased; }
a { color: var(--blue); } :focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 3px; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 12px; padding: 14px 24px; min-height: 73px; border-bottom: 1px solid var(--line); background: var(--surface); }
header > span { display: flex; align-items: center; gap: 8px; } header b { font-weight: 600; } header svg { width: 26px; height: 26px; } .kind { font-size: 12.5px; color: var(--text-3); }
nav { display: flex; flex-wrap: wrap; gap: 0 14px; font-size: 14px; } nav a { min-height: 44px; display: inline-flex; align-items: center; text-decoration: none; } nav [aria-current] { color: var(--text); font-weight: 600; text-decoration: underline; text-underline-offset: 4px; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 60px; } main > * { max-width: 640px; }
h1 { font: 600 34px/1.1 var(--serif); letter-spacing: -.015em; margin: 6px 0 14px; text-wrap: balance; } p { margin: 0 0 14px; } .lead { font: 19px/1.5 var(--serif); }
.notice { margin-bottom: 14px; border: 1px solid var(--brick); border-radius: 8px; background: var(--brick-soft); padding: 10px 12px; } .notice a { color: inherit; }
form { background: var(--surface); border: 1px solid var(--line-2); border-radius: 8px; padding: 20px; margin: 22px 0; } fieldset { border: 0; margin: 0 0 22px; padding: 0; }
legend, .f { display: block; font-weight: 600; margin: 0 0 8px; padding: 0; } fieldset label { display: grid; grid-template-columns: 22px minmax(0, 1fr); gap: 10px; padding: 9px 0; min-height: 44px; border-top: 1px solid var(--line); }
fieldset input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--text); } small { display: block; font-size: 14px; line-height: 1.4; color: var(--text-3); }
textarea { display: block; width: 100%; border: 1px solid var(--control-line); border-radius: 5px; background: var(--surface); color: inherit; padding: 11px 13px; font: 17px/1.45 var(--serif); resize: vertical; } :is(.hint, .wrong) + .f { margin-top: 20px; } :is(.hint, .wrong) + fieldset { margin-top: 22px; }
input[type=file] { display: block; width: 100%; min-height: 44px; font: 15px var(--sans); } ::file-selector-button { min-height: 44px; margin-right: 12px; padding: 0 16px; border: 1px solid var(--control-line); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; font-weight: 560; }
.hint { font-size: 14px; color: var(--text-3); margin: 5px 0 0; } .hint p { margin: 0 0 4px; } .wrong { font-size: 15px; font-weight: 560; color: var(--brick); margin: 5px 0 0; }
button { width: 100%; height: 50px; margin-top: 22px; border: 1px solid var(--text); border-radius: 8px; background: var(--text); color: var(--on-ink); font: 540 16px var(--sans); cursor: pointer; }
main > p > a { display: inline-block; padding: 10px 0; }
@media (max-width: 760px) { header { padding: 8px 18px; min-height: 0; } .kind { display: none; } main { padding: 22px 18px 40px; } h1 { font-size: 28px; } .lead { font-size: 18px; } form { margin: 22px -18px; padding: 18px; border-radius: 0; border-inline: 0; } }`;
