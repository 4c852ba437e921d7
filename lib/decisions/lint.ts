import type { Notice, PartKey } from './notice';

export type Objection = { rule: LintRule; found: string; words: string };
export type LintRule = 'address' | 'device' | 'account' | 'e-mail' | 'odds' | 'accusation' | 'tipping-off';

const IPV4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
/** Eight groups, or fewer around a double colon; times of day have neither. */
const IPV6 = /\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b|(?:\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?/gi;

/** Beginnings of words in Spanish, Hungarian, Turkish and Ukrainian that say what a person is: fraud, fake, suspect, criminal, liar, cheat, thief. */
const ACCUSING = beginning('fraude|fraudulent|estafa|estafador|falsific|impostor|sospech|criminal|delincuent|mentiros|ladr[oó]n|tramp[oa]s', 'csaló|csalás|hamis|gyanús|gyanúsít|bűnöz|bűncselek|hazug|tolvaj', 'dolandır|sahte|şüpheli|suçlu|yalancı|hırsız|hilekâr', 'шахра|підроб|фальшив|підозр|злочин|брехун|брехл|злоді|самозван');
const TIPPING_OFF = beginning('sancion|polic[ií]a|blanqueo', 'szankci|rendőr|pénzmos', 'yaptırım|polis(?:e|i|ler)?(?!\\p{L})|kara para', 'санкці|поліці|відмиван');

function beginning(...stems: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${stems.join('|')})\\p{L}*`, 'giu');
}

/** Rules that need nothing but the text. */
const RULES: readonly { rule: LintRule; pattern: RegExp; words: string }[] = [
  { rule: 'address', pattern: IPV4, words: 'An address of a network does not help the holder to answer.' },
  { rule: 'address', pattern: IPV6, words: 'An address of a network does not help the holder to answer.' },
  { rule: 'device', pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b|\b(?:dev|tok)_\w+|\bD-[0-9A-F]{3,}\b(?!-\d)/gi, words: 'Describe the device; its id means nothing to the holder.' },
  { rule: 'account', pattern: /\bacc_\w+/gi, words: 'Other accounts are not named.' },
  { rule: 'e-mail', pattern: /[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}/gi, words: 'No e-mail addresses of people.' },
  {
    rule: 'odds',
    pattern: /\b\d+(?:[.,]\d+)?\s+to\s+1\b|\b1 in \d[\d,]*|\b(?:2 in 3|3 in 4|4 in 5|5 in 6|7 in 8|9 in 10|11 in 12|14 in 15|19 in 20|29 in 30|49 in 50|99 in 100|199 in 200|499 in 500|999 in 1,?000)\b(?!\s+(?:minutes|hours|days|weeks|months|years))|\b(?:times|×)\s*(?:more\s+)?like(?:ly|lier)\b|\d+\s*%\s*(?:sure|likely|certain|probab\w*|risk|confiden\w*)|\b(?:log-?odds|odds|probability|risk score|score|threshold|likelihood)\b/gi,
    words: 'Odds and thresholds stay inside; say what was seen.',
  },
  {
    rule: 'accusation',
    pattern: /\b(?:fraud\w*|fak(?:e|es|ed|ing)|impost[eo]rs?|impersonat\w*|suspect\w*|suspici\w*|criminals?|scam\w*|liars?|lying|cheat\w*|thief|thieves|stole|stolen|guilty|bad actors?|crooks?|evasive)\b/gi,
    words: 'Say what was seen, not what a person is.',
  },
  { rule: 'accusation', pattern: ACCUSING, words: 'Say what was seen, not what a person is.' },
  { rule: 'tipping-off', pattern: TIPPING_OFF, words: 'A notice never hints at reports to others.' },
  { rule: 'tipping-off', pattern: /\b(?:sanctions?|sanctioned|suspicious activity report|law enforcement|police|authorities|money laundering|ofac|ofsi)\b/gi, words: 'A notice never hints at reports to others.' },
];

/** What must not reach the holder. `others`: names and ids of other accounts that the case knows. */
export function lintText(text: string, others: readonly string[] = []): readonly Objection[] {
  const byRule = RULES.flatMap(({ rule, pattern, words }) => [...text.matchAll(pattern)].map(([found]) => ({ rule, found, words })));
  const named = others.filter((other) => other.trim().length > 1 && mentions(text, other.trim())).map((found) => ({ rule: 'account' as const, found, words: 'Other accounts are not named.' }));
  const objections = [...byRule, ...named];
  return objections.filter((one, index) => objections.findIndex((other) => other.rule === one.rule && other.found.toLowerCase() === one.found.toLowerCase()) === index);
}

/** Whole words only, so that a short name inside another word does not stop a notice. */
function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}

/** Why words that a notice will quote cannot be told; null where they can. `others`: as above. */
export function objectionTo(words: string, others: readonly string[] = []): string | null {
  const [objection] = lintText(words, others);
  return objection === undefined ? null : `“${objection.found}”: ${objection.words}`;
}

/** What cannot be reworded: the rules, and the platform's own contact line. */
const QUOTED: readonly PartKey[] = ['rule', 'person'];

/** The whole notice but for what it quotes. */
export function lintNotice({ subject, paragraphs, parts }: Pick<Notice, 'subject' | 'paragraphs' | 'parts'>, others: readonly string[] = []): readonly Objection[] {
  return lintText([subject, ...paragraphs.filter((_, index) => !QUOTED.includes(parts[index]?.key ?? 'words'))].join('\n'), others);
}
