import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import { BANDS, type Band as BandName } from '@/lib/risk/assessment';
import { Band } from '../ui/band';
import { Icon } from '../ui/icon';
import { DataTable } from '../ui/table';
import { Tag } from '../ui/tag';
import { Time } from '../ui/time';
import { count } from '../ui/words';

export type RingRow = { id: string; name: string; href: string; size: number; open: number; kinds: readonly string[]; /** Null where it is covered from a second reader. */ bands: Readonly<Partial<Record<BandName, number>>> | null; atStake: string; formedAt: Instant; endedAt: Instant | null };

/** Rings with what ties them and where their members stand. */
export function RingList({ rows, now }: { rows: readonly RingRow[]; now: Instant }) {
  return (
    <>
      <DataTable caption="Rings, with what ties them" rows={rows} keyOf={({ id }) => id} columns={[
        { key: 'ring', head: 'Ring', names: true, cell: ({ name, href }) => <><Icon name="users-round" small /> <Link href={href}>{name}</Link></> },
        { key: 'size', head: 'Accounts', numeric: true, cell: ({ size }) => count(size) },
        { key: 'bands', head: 'They stand in', cell: ({ bands }) => bands === null ? <Tag icon="eye-off">Covered</Tag> : <span className="row wrap">{BANDS.toReversed().filter((band) => (bands[band] ?? 0) > 0).map((band) => <span className="nw" key={band}><Band band={band} /> {bands[band]}</span>)}</span> },
        { key: 'kinds', head: 'Tied by', cell: ({ kinds }) => kinds.join(', ') },
        { key: 'open', head: 'Open cases', numeric: true, cell: ({ open }) => (open === 0 ? <span className="qq">0</span> : count(open)) },
        { key: 'stake', head: 'At stake', numeric: true, cell: ({ atStake }) => atStake },
        { key: 'formed', head: rows.some(({ endedAt }) => endedAt !== null) ? 'From, to' : 'Formed', cell: ({ formedAt, endedAt }) => <span className="nw"><Time at={formedAt} now={now} as="day" />{endedAt !== null && <> to <Time at={endedAt} now={now} as="day" /></>}</span> },
      ]} />
      {rows.some(({ bands }) => bands === null) && <p className="px-3.5 py-2 xs q"><Icon name="eye-off" small /> Where it is covered, you may still be the second reader of a proposal on one of them.</p>}
    </>
  );
}
