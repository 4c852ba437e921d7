/** The languages in which a holder may be told things. The console itself is English. */
export const LANGUAGES = ['en', 'es', 'hu', 'tr', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, for those who look for theirs. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', hu: 'Magyar', tr: 'Türkçe', uk: 'Українська' };

/** Each as the console calls it. */
export const ENGLISH_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish', hu: 'Hungarian', tr: 'Turkish', uk: 'Ukrainian' };

/** Who reads: in which language, with whose habits of writing dates and numbers (BCP 47), and in which zone they say to live (null: not known, UTC alone). */
export type Reader = { language: Language; locale: string; zone: string | null };

/** Dates of British English, so that no reader takes the month for the day. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es', hu: 'hu', tr: 'tr', uk: 'uk' };

/** The language named, or null where there is none of ours by exactly this name. */
export function languageNamed(name: unknown): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}

/** The language of a BCP 47 tag where it is one of ours: "es-MX" is Spanish. */
export const languageIn = (tag: string | null | undefined): Language | null => languageNamed(tag?.trim().toLowerCase().split(/[-_]/)[0]);

/** The language of a BCP 47 tag: "es-MX" is Spanish. English for what is unknown or absent. */
export function languageOf(tag: string | null | undefined): Language {
  return languageIn(tag) ?? 'en';
}

/** A tag as pages mark what is written in its language (`lang`), one of ours or any other; null where none is known, or it is none (BCP 47). */
export function markOf(tag: string | null | undefined): string | null {
  try {
    return new Intl.Locale(tag?.trim().replaceAll('_', '-') ?? '').toString();
  } catch {
    return null;
  }
}

/** A language as the console calls it: "Turkish" for "tr", by its tag where it has no name. */
export const languageTitle = (tag: string): string => new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(tag) ?? tag;

/** The reader of an account, in the language they asked for, else in the account's. A region in the account's tag ("es-MX") is kept while the language is. */
export function readerOf({ tag, zone }: { tag: string | null | undefined; zone: string | null | undefined }, chosen?: Language | null): Reader {
  const own = languageOf(tag);
  const language = chosen ?? own;
  return { language, locale: language === own ? localeOf(tag, language) : LOCALES[language], zone: zone && isZone(zone) ? zone : null };
}

/** English, with the same zone beside UTC. */
export function inEnglish({ zone }: Pick<Reader, 'zone'>): Reader {
  return { ...ENGLISH, zone };
}

/** The console's own way. */
export const ENGLISH: Reader = { language: 'en', locale: LOCALES.en, zone: null };

function localeOf(tag: string | null | undefined, language: Language): string {
  try {
    const { language: named, region } = new Intl.Locale(tag ?? '');
    return named !== language || region === undefined ? LOCALES[language] : `${language}-${region}`;
  } catch {
    return LOCALES[language];
  }
}

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** The first of our languages that a browser asks for (Accept-Language, RFC 9110 section 12.5.4); null where it asks for none. */
export function languageAskedFor(header: string | null): Language | null {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...more] = part.trim().split(';');
    const q = more.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((found) => found !== undefined);
    return { language: languageNamed(tag.trim().toLowerCase().split('-')[0]), q: q === undefined ? 1 : Number(q) };
  });
  return wanted.filter(({ language, q }) => language !== null && q > 0).sort((a, b) => b.q - a.q)[0]?.language ?? null;
}
