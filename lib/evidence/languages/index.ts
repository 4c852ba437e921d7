import type { Language } from '../../kernel/language';
import { en, type EvidenceWords } from './en';
import { es } from './es';
import { hu } from './hu';
import { tr } from './tr';
import { uk } from './uk';

/** What can be said of the evidence, in every language of the holder. */
export const EVIDENCE_WORDS: Readonly<Record<Language, EvidenceWords>> = { en, es, hu, tr, uk };
