import { Fragment } from 'react';
import type { PlatformKind, PlatformPages } from '@/lib/evidence/platform-page';
import { PlatformId } from '../controls/platform-id';

/** Facts that are ids of the platform. */
const KINDS: Readonly<Record<string, PlatformKind>> = { client: 'client', contract: 'contract', account: 'account' };

/** What an event told, in one line; ids lead to the platform's own pages. */
export function EventFacts({ facts, pages }: { facts: readonly { term: string; fact: string }[]; pages: PlatformPages }) {
  return facts.map(({ term, fact }, index) => {
    const kind = KINDS[term];
    const before = `${index > 0 ? '; ' : ''}${term} `;
    return kind === undefined || (pages[kind] === null && kind !== 'account') ? `${before}${fact}` : <Fragment key={`${term} ${fact}`}>{before}<PlatformId kind={kind} id={fact} pages={pages} quiet here={kind === 'account'} /></Fragment>;
  });
}
