import { resolve } from 'node:path';
import { languageOf, type Language } from './language';

/** Where the embedded database, the key and caches live. */
export function dataFolder(): string {
  return resolve(/* turbopackIgnore: true */ process.env.COUNTERSIGN_DATA || '.countersign');
}

/** The address under which people reach this installation; links in notices start with it. */
export function publicUrl(): string {
  return (process.env.COUNTERSIGN_URL || `http://localhost:${process.env.PORT || '3000'}`).replace(/\/+$/, '');
}

/** Whether notices go into the visible mailbox of a demonstration instead of a post. */
export function isMailbox(): boolean {
  return process.env.COUNTERSIGN_MAILBOX === '1';
}

/** The platform's own name, as account holders know it. */
export function platformName(): string {
  return process.env.COUNTERSIGN_PLATFORM || 'the platform';
}

/** Where a holder can write to a person; null where no address is set: then they reply to the mail. */
export function platformContact(): string | null {
  return process.env.COUNTERSIGN_CONTACT || null;
}

/** The language of the platform's own terms, which notices quote. English unless `COUNTERSIGN_TERMS_LANGUAGE` names another. */
export function termsLanguage(): Language {
  return languageOf(process.env.COUNTERSIGN_TERMS_LANGUAGE);
}

/** How often an open live stream asks again whether its person may still listen, milliseconds. Also keeps proxies from closing it. */
export function liveRecheckMs(): number {
  return 1_000 * Number(process.env.COUNTERSIGN_LIVE_RECHECK_SECONDS || '20');
}
