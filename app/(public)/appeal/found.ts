import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { holderBehind } from '@/lib/appeals/adapters/holder';
import { holderPage, type HolderPage } from '@/lib/appeals/queries/holder-page';
import { languageAskedFor, languageNamed, type Language } from '@/lib/kernel/language';
import { isUnreachable } from '@/lib/kernel/unreachable';

/** Asked once a request, by the document, its title and the page itself. */
export const holderPageAt = cache(async (token: string, language: Language | null): Promise<HolderPage | null> => {
  const holder = await holderBehind(token);
  const page = holder === null ? null : await holderPage(holder, { language, askedFor: languageAskedFor((await headers()).get('accept-language')) });
  return page?.ok ? page.value : null;
});

/** Nothing is told apart: an address that was never ours and one that is gone look the same. */
export async function found(token: string, language: Language | null): Promise<HolderPage> {
  return (await holderPageAt(token, language)) ?? notFound();
}

/** The page, or that the database is away: an error's page would be blank where scripts do not run. */
export async function foundOrAway(token: string, language: Language | null): Promise<HolderPage | 'away'> {
  try {
    return await found(token, language);
  } catch (error) {
    if (isUnreachable(error)) return 'away';
    throw error;
  }
}

/** The language of the document at this path: a holder's page has its reader's, everything else is English. */
export async function documentLanguage(path: string): Promise<Language> {
  const [, token, search] = /^\/appeal\/([^/?]+)(?:\?(.*))?$/.exec(path) ?? [];
  if (token === undefined) return 'en';
  const chosen = languageNamed(new URLSearchParams(search).get('language'));
  if (chosen !== null) return chosen;
  try {
    return (await holderPageAt(decodeURIComponent(token), null))?.language ?? languageAskedFor((await headers()).get('accept-language')) ?? 'en';
  } catch {
    // The page itself says what is wrong.
    return 'en';
  }
}
