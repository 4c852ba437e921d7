'use client';
import Link from 'next/link';
import { NO_PAGES, platformPage, type PlatformKind, type PlatformPages } from '@/lib/evidence/platform-page';
import { CopyButton } from './copy-button';
import { Icon } from '../ui/icon';
import { Id } from '../ui/text';

/** An id never breaks: where one is longer than this, its middle is not drawn on a screen (`.head` in ui.css), since ids differ at their ends. All of it is in the page, to be read out, found, copied and printed. */
const LONGEST = 24;
const ENDS = 10;

/** An id of the platform with the way to its own page there, in a new tab; where no address is set, with a button that copies it. `here`: it leads to what this console knows of the account. */
export function PlatformId({ kind, id, pages, quiet = false, shown = id, here = false }: { here?: boolean; kind: PlatformKind; id: string; pages: PlatformPages; quiet?: boolean; /** What stands there instead of the id: null where it stands beside. */ shown?: string | null }) {
  const isCut = shown === id && id.length > LONGEST;
  const words = <Id quiet={quiet} title={isCut ? id : undefined}>{isCut ? <><span className="head">{id.slice(0, -ENDS)}</span>{id.slice(-ENDS)}</> : shown}</Id>;
  return (
    <span className={shown === id ? 'pid' : 'pid named'}>
      {shown !== null && (here ? <Link href={`/accounts/${encodeURIComponent(id)}`} prefetch={false}>{words}</Link> : words)}
      {platformPage(pages, kind, id) === null ? <CopyButton text={id} label={`${kind} ${id}`} /> : <OnPlatform kind={kind} id={id} pages={pages} />}
    </span>
  );
}

/** The way to the platform's own page alone, in lists whose ids stand there already; nothing where no address is set. `passed`: Tab goes past it, since it is reached elsewhere on the screen. */
export function OnPlatform({ kind, id, pages = NO_PAGES, passed = false }: { kind: PlatformKind; id: string; pages?: PlatformPages; passed?: boolean }) {
  const href = platformPage(pages, kind, id);
  return href === null ? null : <a className="out" href={href} target="_blank" rel="noreferrer" tabIndex={passed ? -1 : undefined} aria-label={`${kind} ${id} on the platform, in a new tab`} title="Open on the platform"><Icon name="external-link" small /></a>;
}
