import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import { DataTable, type Column } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';

export type KeyRow = { id: string; name: string; scopes: readonly string[]; createdAt: Instant; revokedAt: Instant | null; href: string | null; current: boolean };

export function KeyTable({ rows, now }: { rows: readonly KeyRow[]; now: Instant }) {
  const columns: Column<KeyRow>[] = [
    { key: 'name', head: 'Name', names: true, cell: ({ name, href, current }) => (href === null ? name : <Link href={href} scroll={false} aria-current={current ? 'true' : undefined}>{name}</Link>) },
    { key: 'scopes', head: 'May', cell: ({ scopes }) => <span className="row wrap">{scopes.map((scope) => <Tag key={scope} tone="line">{scope}</Tag>)}</span> },
    { key: 'state', head: 'State', cell: ({ revokedAt }) => (revokedAt === null ? <Tag icon="circle-check">in use</Tag> : <Tag tone="line" icon="lock">revoked</Tag>) },
    { key: 'made', head: 'Made', cell: ({ createdAt }) => <Time at={createdAt} now={now} className="nw" /> },
    { key: 'ended', head: 'Revoked', cell: ({ revokedAt }) => (revokedAt === null ? <span className="qq">–<span className="vh">no</span></span> : <Time at={revokedAt} now={now} className="nw" />) },
    { key: 'id', head: 'Id', cell: ({ id }) => <Id quiet>{id}</Id> },
  ];
  return <DataTable caption="API keys" columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
