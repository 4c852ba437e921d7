import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import type { Language } from '@/lib/kernel/language';

/** What the page says after a form led back to it. Only the names below are ever in an address: no words of anybody's. */
export type Kind = 'answer' | 'appeal';

/** What arrived, by its name in the address; null for any other. */
export function arrived(sent: string | string[] | undefined, language: Language): string | null {
  return sent === 'answer' || sent === 'appeal' ? PAGE_WORDS[language].arrived[sent] : null;
}

/** What is wrong with the form of this kind, by its name in the address. A question may offer no route to choose. */
export function wrongIn(kind: Kind, wrong: string | string[] | undefined, language: Language, hasRoutes = false): { text?: string; form?: string } {
  const { empty, large } = PAGE_WORDS[language];
  if (wrong === kind) return { text: empty[kind === 'answer' && !hasRoutes ? 'ask' : kind] };
  return wrong === 'large' ? { form: large } : {};
}
