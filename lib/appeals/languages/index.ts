import type { Language } from '../../kernel/language';
import { en, type PageWords } from './en';
import { es } from './es';
import { hu } from './hu';
import { tr } from './tr';
import { uk } from './uk';

/** The holder's page, in every language of the holder. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en, es, hu, tr, uk };
