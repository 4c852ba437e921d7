import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import { Face } from '../ui/avatar';
import { DataTable, type Column } from '../ui/table';
import { Tag } from '../ui/tag';
import { Time } from '../ui/time';

export type PersonRow = { id: string; name: string; email: string; role: string; pseudonym: string; isOpen: boolean; signsInBy: string; addedAt: Instant; href: string | null; current: boolean };

/** Everybody who works here. A name leads to what can be changed, where the reader may change it. */
export function PeopleTable({ rows, now }: { rows: readonly PersonRow[]; now: Instant }) {
  const columns: Column<PersonRow>[] = [
    { key: 'name', head: 'Name', names: true, cell: ({ name, href, current }) => <span className="row"><Face name={name} presence={current ? 'here' : 'elsewhere'} />{href === null ? name : <Link href={href} scroll={false} aria-current={current ? 'true' : undefined}>{name}</Link>}</span> },
    { key: 'role', head: 'Role', cell: ({ role }) => role },
    { key: 'email', head: 'E-mail', cell: ({ email }) => <span className="nw">{email}</span> },
    { key: 'outside', head: 'Known outside as', cell: ({ pseudonym }) => pseudonym },
    { key: 'way', head: 'Signs in by', cell: ({ signsInBy }) => signsInBy },
    { key: 'access', head: 'Access', cell: ({ isOpen }) => (isOpen ? <Tag icon="circle-check">open</Tag> : <Tag tone="line" icon="lock">closed</Tag>) },
    { key: 'added', head: 'Added', cell: ({ addedAt }) => <Time at={addedAt} now={now} as="date" className="nw" /> },
  ];
  return <DataTable caption="Staff" columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
