import type { ImportRow } from '@/components/imports/import-list';
import type { importList } from '@/lib/intake/queries/imports';

type Kept = Extract<Awaited<ReturnType<typeof importList>>, { ok: true }>['value']['rows'][number];

export function importRow(row: Kept): ImportRow {
  const isPlain = row.offset > 0 && row.totalBytes !== null && row.totalBytes > 0;
  return {
    id: row.id, fileName: row.fileName, format: row.format, status: row.status as ImportRow['status'], share: isPlain ? Math.min(1, row.offset / (row.totalBytes ?? 1)) : null,
    accepted: row.accepted, duplicates: row.duplicates, rejected: row.rejected, skipped: row.skipped, startedAt: row.startedAt,
  };
}
