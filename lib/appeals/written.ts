/**
 * In which language something is written, told by its letters and its commonest words: enough to name it to a reader and to mark it (`lang`), and
 * no translation. Kept to what can be said without doubt: null for a few words, for two languages at once, and for what is not listed here.
 */
export function writtenIn(text: string): string | null {
  const words = (text.normalize('NFC').match(/\p{L}+/gu) ?? []).map((word) => word.toLocaleLowerCase('en').normalize('NFC').replaceAll('i\u0307', 'i'));
  const found = Object.entries(MARKS).map(([language, { words: own, letters }]) => ({ language, hits: words.filter((word) => own.has(word) || letters?.test(word) === true).length })).sort((a, b) => b.hits - a.hits);
  const [first, second] = found;
  if (first === undefined || first.hits < LEAST_HITS || first.hits < words.length * LEAST_SHARE || first.hits < (second?.hits ?? 0) * CLEARLY) return null;
  return first.language;
}

const LEAST_HITS = 3;
/** Of running text, the commonest words are a third or more; names and numbers thin them. */
const LEAST_SHARE = 0.15;
/** Neighbours share words: the first has to stand out. */
const CLEARLY = 1.4;

type Mark = { words: ReadonlySet<string>; /** In hardly any other language of the list. */ letters?: RegExp };
const mark = (words: string, letters?: RegExp): Mark => ({ words: new Set(words.split(' ')), ...(letters === undefined ? {} : { letters }) });

/** Languages of the notices, and others so that they are not taken for one of those. */
const MARKS: Readonly<Record<string, Mark>> = {
  en: mark('the and is was of to in my i it that not have has for with this you your from are were on at by but been'),
  es: mark('el la los las y es una que de del en con mi mis por para no se lo yo pero está he su porque esta este cuenta muy al como o otro otra algunas alguien más usted sus también puede a un ello sin', /ñ/),
  tr: mark('bir bu ve için ile de da ben benim çok değil var yok ama daha lütfen yeni olarak hesap hesabı hesabım hesabımı banka ne her sonra kadar gibi', /[ığş]/),
  hu: mark('a az és egy nem hogy van volt ez azt is de én nekem csak már mert meg fiókom kérem új vagy más arra nekünk ha olyan akik valaki', /[őű]/),
  uk: mark('і й в у на не що це я з до мій моя мене мені але за та як є був була для від про', /[іїєґ]/),
  ru: mark('и в на не что это я с мой моя меня мне но за как был была для от по у', /[ыэъё]/),
  pt: mark('o a os as e é uma que de do da em com minha meu por para não se eu mas está conta isso um', /[ãõ]/),
  it: mark('il la le e è una che di in con mio mia per non si io ma sono questo del della ho un', /\p{L}(?:zione|zioni)$/u),
  fr: mark('le la les et est une que de du en avec mon ma pour pas ne je mais il ce cette des un sur mes', /[êœ]/),
  de: mark('der die das und ist eine ein ich nicht mit mein meine auf für von zu es den dem aber war habe', /ß/),
  ro: mark('și este o un că de la în cu meu mea pentru nu eu dar contul am să mi se', /[ță]/),
  pl: mark('i w na nie że to jest z do mój moje mnie mi ale się jak był była dla od konto', /[ąęłśżź]/),
};
