'use client';
import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table';
import Link from 'next/link';
import { createContext, use } from 'react';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import { OnPlatform } from './platform-id';
import { togetherWords, type QueueRow } from '../queue/row';
import { Face } from '../ui/avatar';
import { Band } from '../ui/band';
import { FAMILY, Icon } from '../ui/icon';
import { onDay, span } from '../ui/moment';
import { Tag } from '../ui/tag';
import { Time } from '../ui/time';
import { oddsWords } from '../ui/words';
import { COLUMN_NAME } from './queue-layout';
import { still } from './still-table';

export const features = tableFeatures({ columnVisibilityFeature, coreReactivityFeature: still });
/** What is chosen, by id: the queue keeps it over pages that the table does not know (`choosing.ts`), so the table's own selection would only be its copy. */
export const Chosen = createContext<Readonly<Record<string, true>>>({});
const helper = createColumnHelper<typeof features, QueueRow>();

/** Class of a column's cells, and the sort it offers. */
export const COLUMN: Readonly<Record<string, { look: string; sort?: string }>> = {
  choose: { look: 'ck' }, assessment: { look: 'bd', sort: 'assessment' }, account: { look: 'ac' }, reasons: { look: 'rs' },
  ring: { look: 'rg' }, stake: { look: 'n st', sort: 'stake' }, open: { look: 'n op', sort: 'open' }, due: { look: 'du', sort: 'due' }, who: { look: 'wh' },
};

/** `choose`: a row, or all from the one chosen last to it; `chooseAll`: all that is shown, or none of it. */
type Choosing = { choose: (id: string, isRange: boolean) => void; chooseAll: () => void };

/** `opened`: the ring that the address opens, and the way to close it. To the platform's own page Tab leads beside the list, not in every row. */
export function queueColumns(now: Instant, zone: string | undefined, opened: { ring: string; closeHref: string } | null, { choose, chooseAll }: Choosing, pages: PlatformPages) {
  return helper.columns([
    helper.display({
      id: 'choose',
      header: ({ table }) => <ChooseAll ids={table.getRowModel().rows.map(({ id }) => id)} chooseAll={chooseAll} />,
      cell: ({ row: { original } }) => <ChooseOne row={original} choose={choose} />,
    }),
    helper.display({ id: 'assessment', header: () => COLUMN_NAME.assessment, cell: ({ row: { original: { assessed } } }) => (assessed === null ? <span className="q"><Icon name="eye-off" small /> covered</span> : <><Band band={assessed.band} /><span className="od">{oddsWords(assessed.logOdds)}</span></>) }),
    helper.display({
      id: 'account',
      header: () => COLUMN_NAME.account,
      cell: ({ row: { original } }) => <><Link href={original.href} className="nm cut" prefetch={false}>{original.account.name}</Link><span className="id qq cut">{original.account.id}</span><OnPlatform kind="account" id={original.account.id} pages={pages} passed /></>,
    }),
    helper.display({ id: 'reasons', header: () => COLUMN_NAME.reasons, cell: ({ row: { original } }) => <Reasons reasons={original.reasons} /> }),
    helper.display({
      id: 'ring',
      header: () => COLUMN_NAME.ring,
      cell: ({ row: { original: { ring, fold } } }) => ring === null ? <span className="qq">–<span className="vh">none</span></span> : <><Icon name="users-round" small />{ring.href === undefined ? <RingName ring={ring} /> : <Link href={ring.href} prefetch={false}><RingName ring={ring} /></Link>}{fold != null && <Fold fold={fold} opened={opened} />}</>,
    }),
    helper.display({ id: 'stake', header: () => COLUMN_NAME.stake, cell: ({ row }) => row.original.atStake }),
    helper.display({ id: 'open', header: () => COLUMN_NAME.open, cell: ({ row }) => <span className="nw">{span(now - row.original.openedAt)}</span> }),
    helper.display({ id: 'due', header: () => COLUMN_NAME.due, cell: ({ row }) => <Due at={row.original.dueAt} now={now} zone={zone} /> }),
    helper.display({ id: 'who', header: () => COLUMN_NAME.who, cell: ({ row }) => <Who row={row.original} now={now} /> }),
  ]);
}

function ChooseOne({ row: { id, account }, choose }: { row: QueueRow; choose: Choosing['choose'] }) {
  return <label><input type="checkbox" name="case" value={id} checked={use(Chosen)[id] === true} onChange={({ nativeEvent }) => choose(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)} aria-label={`Choose ${account.name}`} /></label>;
}

function ChooseAll({ ids, chooseAll }: { ids: readonly string[]; chooseAll: () => void }) {
  const chosen = use(Chosen);
  const many = ids.filter((id) => chosen[id] === true).length;
  const all = many > 0 && many === ids.length;
  return <label><input type="checkbox" ref={(box) => { if (box !== null) box.indeterminate = many > 0 && !all; }} checked={all} onChange={chooseAll} aria-label="Choose all that is shown" /></label>;
}

/** "Treecreeper 5": of a long name the end is cut, and never the size. */
function RingName({ ring: { name, size } }: { ring: Pick<NonNullable<QueueRow['ring']>, 'name' | 'size'> }) {
  return <span className="rgn" title={name === null ? undefined : `${name} ${size}`}>{name !== null && <span className="cut">{name}</span>}<span>{name !== null && '\u00a0'}{size}</span></span>;
}

/** A ring's cases are claimed together; the link shows them one by one. */
function Fold({ fold: { cases, ring, href }, opened }: { fold: NonNullable<QueueRow['fold']>; opened: { ring: string; closeHref: string } | null }) {
  const isOpen = opened?.ring === ring;
  return <Link href={isOpen ? opened.closeHref : href} prefetch={false} scroll={false} className="fold xs" title={`${cases} cases`} aria-expanded={isOpen}><Icon name={isOpen ? 'chevron-down' : 'chevron-right'} small />{cases}<span>{'\u00a0'}cases</span></Link>;
}

function Reasons({ reasons }: { reasons: QueueRow['reasons'] }) {
  const [first, ...rest] = reasons.slice(0, 3);
  if (first === undefined) return <span className="qq" title="No single finding stands out">No single finding stands out</span>;
  return (
    <>
      <span className="r1 cut" title={first.words}><Icon name={FAMILY[first.family].icon} small /><span className="vh">{FAMILY[first.family].word}: </span>{first.words}</span>
      <span className="r2 cut">{rest.map(({ family, words }) => <span key={words} title={words}><Icon name={FAMILY[family].icon} small />{words}</span>)}</span>
    </>
  );
}

function Due({ at, now, zone }: { at: Instant; now: Instant; zone?: string }) {
  const late = at <= now;
  return <><b>{late ? `${span(at - now)} late` : <>{at - now < 6 * 3_600_000 && <Icon name="clock-3" small />} {span(at - now)}</>}</b><span className="qq xs" title={onDay(at, now, zone)}><Time at={at} now={now} zone={zone} as="due" /></span></>;
}

function Who({ row, now }: { row: QueueRow; now: Instant }) {
  if (row.next !== null) {
    const { held, other } = row.next;
    return (
      <>
        <Tag tone="blue" icon="arrow-right" title={togetherWords(row) ?? undefined}>{other === null ? (held ? 'Yours, next' : 'Next for you') : <>{!held && <span className="vh">Next for you: </span>}{other.name}</>} <kbd aria-hidden="true" data-of="n">n</kbd></Tag>
        {togetherWords(row) !== null && <span className="tg xs q">with up to {(row.fold?.cases ?? 1) - 1} more</span>}
        {held && other !== null && <span className="tg xs q">yours{row.holder !== null && `; ${row.name}: ${row.holder.you ? 'you' : row.holder.name}`}</span>}
      </>
    );
  }
  if (row.holder !== null) {
    const { name, you, here, until } = row.holder;
    return <span className="row"><Face name={name} presence={you ? 'you' : here ? 'here' : 'elsewhere'} />{you ? 'You' : name}<span className="qq xs">{here && !you ? 'here now' : span(until - now)}</span></span>;
  }
  if (row.tag !== null) return <Tag tone={row.tag.tone} icon={row.tag.tone === 'teal' ? 'check' : undefined}>{row.tag.words}</Tag>;
  return <span className="qq" title={row.locked ?? undefined}>{row.locked === null ? 'Free' : 'Not for you'}</span>;
}
