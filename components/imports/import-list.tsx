import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import { DataTable, type Column } from '../ui/table';
import { Tag } from '../ui/tag';
import { Meter } from '../ui/text';
import { Time } from '../ui/time';
import { count } from '../ui/words';

export type ImportRow = {
  id: string;
  fileName: string;
  format: string;
  status: 'waiting' | 'running' | 'done' | 'failed';
  /** 0 to 1; null where the length is not known. */
  share: number | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  skipped: number;
  startedAt: Instant;
};

export function ImportState({ status }: { status: ImportRow['status'] }) {
  if (status === 'failed') return <Tag tone="brick" icon="triangle-alert">stopped</Tag>;
  if (status === 'done') return <Tag icon="circle-check">done</Tag>;
  return status === 'running' ? <Tag tone="line" icon="refresh-cw">running</Tag> : <Tag tone="line" icon="hourglass">waits for you</Tag>;
}

/** How far a file is read, in words and as a bar. */
export function Progress({ share, status }: Pick<ImportRow, 'share' | 'status'>) {
  const known = status === 'done' ? 1 : share;
  if (known === null) return <span className="qq">{status === 'waiting' ? 'not begun' : 'under way'}</span>;
  return <span className="grid gap-1 min-w-[72px]"><span>{known === 1 ? 'all of it' : `${Math.floor(known * 100)}%`}</span><Meter share={known} strong /></span>;
}

export function ImportList({ rows, now }: { rows: readonly ImportRow[]; now: Instant }) {
  const columns: Column<ImportRow>[] = [
    { key: 'file', head: 'File', names: true, cell: (row) => <Link href={`/imports/${row.id}`} className="break-all">{row.fileName}</Link> },
    { key: 'format', head: 'Format', cell: (row) => row.format },
    { key: 'state', head: 'State', cell: (row) => <ImportState status={row.status} /> },
    { key: 'progress', head: 'Read', cell: (row) => <Progress share={row.share} status={row.status} /> },
    { key: 'kept', head: 'Kept', numeric: true, cell: (row) => count(row.accepted) },
    { key: 'known', head: 'Known', numeric: true, cell: (row) => count(row.duplicates) },
    { key: 'refused', head: 'Refused', numeric: true, cell: (row) => count(row.rejected) },
    { key: 'skipped', head: 'Skipped', numeric: true, cell: (row) => count(row.skipped) },
    { key: 'at', head: 'Begun', cell: (row) => <Time at={row.startedAt} now={now} className="nw" /> },
  ];
  return <DataTable caption="Imports" columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
