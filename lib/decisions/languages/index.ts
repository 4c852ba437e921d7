import type { Language } from '../../kernel/language';
import { en, type NoticeWords } from './en';
import { es } from './es';
import { hu } from './hu';
import { tr } from './tr';
import { uk } from './uk';

/** The words of notices, in every language of the holder. */
export const NOTICE_WORDS: Readonly<Record<Language, NoticeWords>> = { en, es, hu, tr, uk };
