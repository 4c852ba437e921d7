import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import type { DraftStatus } from '@/lib/policy/draft';
import { Tag } from '../ui/tag';
import { Time } from '../ui/time';
import { plural } from '../ui/words';

export type VersionRow = { version: number; title: string; href: string; by: string; second: string | null; at: Instant; current: boolean };

/** Every policy that was ever in force, the newest first, with the two who signed it. */
export function VersionList({ rows, now }: { rows: readonly VersionRow[]; now: Instant }) {
  return (
    <ul className="vs plain">{rows.map(({ version, title, href, by, second, at, current }) => (
      <li key={version}><b>{version}</b><span><Link href={href}>{title}</Link><span className="block xs qq">{current ? 'in force, ' : ''}{second === null ? by : `${by} and ${second}`}</span></span><span className="qq nw"><Time at={at} now={now} as="day" /></span></li>
    ))}</ul>
  );
}

export type DraftRow = { id: string; title: string; href: string; status: DraftStatus; changes: number; by: string; at: Instant; shadow: boolean; publishedAs: number | null };

export function DraftStatusTag({ status, publishedAs }: { status: DraftStatus; publishedAs: number | null }) {
  switch (status) {
    case 'draft': return <Tag tone="blue" icon="pen-line">Draft</Tag>;
    case 'proposed': return <Tag tone="blue" icon="stamp">Proposed</Tag>;
    case 'published': return <Tag icon="circle-check">Policy {publishedAs}</Tag>;
    case 'withdrawn': return <Tag tone="line" icon="x">Withdrawn</Tag>;
  }
}

export function DraftList({ rows, now }: { rows: readonly DraftRow[]; now: Instant }) {
  return (
    <ul className="plain">{rows.map(({ id, title, href, status, changes, by, at, shadow, publishedAs }) => (
      <li key={id} className="row wrap py-1"><span className="grow"><Link href={href}>{title}</Link><span className="block xs qq">{plural(changes, 'change')} by {by}, <Time at={at} now={now} /></span></span>{shadow && <Tag tone="line" icon="circle-dashed">In shadow</Tag>}<DraftStatusTag status={status} publishedAs={publishedAs} /></li>
    ))}</ul>
  );
}
