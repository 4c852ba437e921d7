import { ENGLISH_NAMES, LANGUAGES, type Language } from '@/lib/kernel/language';
import { SelectField } from '../ui/field';

/**
 * In which language somebody writes to the holder: their words are sent as they are and marked with it. Not asked where the holder is
 * told in English and writes nothing else. Field: `written`.
 */
export function WrittenIn({ id, language, theirs = language }: { id: string; language: Language; /** In which the holder wrote themselves. */ theirs?: string | null }) {
  if (language === 'en' && (theirs === null || theirs === 'en')) return null;
  return <SelectField name="written" id={id} label="What you write yourself is in" hint={`The holder is told in ${ENGLISH_NAMES[language]}. Your own words are sent as they are.`} options={LANGUAGES.map((one) => ({ value: one, label: ENGLISH_NAMES[one] }))} />;
}
