import Link from 'next/link';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import { OnPlatform } from '../controls/platform-id';
import { DataTable, type Column } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';

export type DeliveryRow = {
  id: string;
  href: string;
  /** "Order: hold payouts", "Notice: decision" */
  what: string;
  account: string;
  /** Null where none is known. */
  name: string | null;
  accountHref: string;
  state: 'waiting' | 'leased' | 'delivered' | 'failed';
  tries: number;
  lastAnswer: string | null;
  createdAt: Instant;
  /** While it waits. */
  nextAt: Instant | null;
};

export function DeliveryState({ state, tries }: { state: DeliveryRow['state']; tries: number }) {
  if (state === 'failed') return <Tag tone="brick" icon="triangle-alert">given up</Tag>;
  if (state === 'delivered') return <Tag icon="circle-check">delivered</Tag>;
  return tries > 0 ? <Tag tone="line" icon="refresh-cw">trying again</Tag> : <Tag tone="line" icon="hourglass">on its way</Tag>;
}

export function DeliveryList({ caption, rows, now, pages }: { caption: string; rows: readonly DeliveryRow[]; now: Instant; /** Where ids lead to. */ pages?: PlatformPages }) {
  const columns: Column<DeliveryRow>[] = [
    { key: 'what', head: 'What', names: true, cell: (row) => <Link href={row.href} className="nw">{row.what}</Link> },
    { key: 'account', head: 'Account', cell: (row) => <><Link href={row.accountHref}>{row.name ?? <Id>{row.account}</Id>}</Link>{row.name !== null && <> <span className="xs qq"><Id>{row.account}</Id></span></>}<OnPlatform kind="account" id={row.account} pages={pages} /></> },
    { key: 'state', head: 'State', cell: (row) => <DeliveryState state={row.state} tries={row.tries} /> },
    { key: 'tries', head: 'Tries', numeric: true, cell: (row) => row.tries },
    { key: 'answer', head: 'Last answer', cell: (row) => row.lastAnswer ?? <span className="qq">none yet</span> },
    { key: 'made', head: 'Made', cell: (row) => <Time at={row.createdAt} now={now} className="nw" /> },
    { key: 'next', head: 'Next try', cell: (row) => (row.nextAt === null ? <span className="qq">–<span className="vh">none</span></span> : row.nextAt <= now ? 'now' : <Time at={row.nextAt} now={now} className="nw" />) },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
