import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import { Face } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { exact } from '../ui/moment';
import { DataTable } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';

export type LedgerRow = {
  /** Its number in its chain; `chain` ("C-2318", "main") where lines of several stand together. */
  seq: number;
  chain?: string;
  at: Instant;
  /** A person of the staff has a face; the product, the platform and the holder have a sign, and so has whoever is covered from the reader. */
  actor: { name: string; kind: 'staff' | 'machine' | 'platform' | 'holder' | 'operator' | 'visitor' | 'covered' };
  /** "Ada claimed the case for 20 minutes" */
  says: string;
  /** "case.claim"; empty where it is covered. */
  command: string;
  changes: readonly { field: string; was: string | null; now: string | null }[];
  /** Hexadecimal digest of the line. */
  link: string;
  /** Null where the line has not been verified on this page. */
  whole: boolean | null;
  /** The refusal's code, where somebody tried and was refused. */
  refusal: string | null;
  href?: string;
};

/** The ledger, latest first: who, what, old value, new value, and the link to the line before. `chosen` is the instant looked at; later lines are pale, and a line that is opened becomes the chosen one in its place. */
export function LedgerTable({ rows, chosen = null, zone, caption = 'Lines of the ledger' }: { rows: readonly LedgerRow[]; chosen?: number | null; zone?: string; caption?: string }) {
  return (
    <DataTable caption={caption} className="led" rows={rows} keyOf={({ seq, link }) => `${seq}${link}`} look={({ seq }) => (chosen === null ? undefined : seq > chosen ? 'fut' : seq === chosen ? 'cur' : undefined)} current={({ seq }) => seq === chosen} columns={[
      { key: 'seq', head: '#', label: 'Line', numeric: true, look: 'id qq nw', cell: ({ seq, chain }) => (chain === undefined ? seq : `${chain} #${seq}`) },
      { key: 'when', head: 'When', look: 'when id', cell: ({ at }) => exact(at, zone) },
      { key: 'by', head: <span className="vh">By</span>, label: 'By', look: 'by', cell: ({ actor }) => <Actor actor={actor} /> },
      { key: 'says', head: 'What happened', names: true, cell: ({ says, href, refusal, command }) => <><b className="b">{href === undefined ? says : <Link className="text-fg" href={href} prefetch={false} scroll={chosen === null}>{says}</Link>}</b> {refusal !== null && <Tag icon="lock">refused: {refusal}</Tag>}{command !== '' && <><br /><span className="sm q">{command}</span></>}</> },
      { key: 'changes', head: 'Old, new', look: 'df', none: ({ changes }) => changes.length === 0, cell: ({ changes }) => changes.map((change) => <Changed key={change.field} change={change} />) },
      { key: 'link', head: 'Link', look: 'nw', cell: ({ link, whole }) => <ChainLink link={link} whole={whole} /> },
    ]} />
  );
}

function Actor({ actor: { name, kind } }: { actor: LedgerRow['actor'] }) {
  if (kind === 'staff') return <><Face name={name} /><span className="vh">{name}</span></>;
  const icon = ({ machine: 'refresh-cw', platform: 'globe', holder: 'user-round', operator: 'keyboard', visitor: 'key-round', covered: 'eye-off' } as const)[kind];
  return <><span className="face" title={name} aria-hidden="true"><Icon name={icon} small /></span><span className="vh">{name}</span></>;
}

function Changed({ change: { field, was, now } }: { change: LedgerRow['changes'][number] }) {
  return <span><em>{field}</em>{was === null ? <span className="qq">–<span className="vh">nothing before</span></span> : <s>{was}</s>}<Icon name="arrow-right" small /><span className="vh">became</span><b>{now ?? '–'}</b></span>;
}

/** The head of a line's digest, and whether the chain holds here. */
function ChainLink({ link, whole }: { link: string; whole: boolean | null }) {
  return <span className={whole === false ? 'chain broken' : 'chain'} title={link}><Icon name={whole === false ? 'triangle-alert' : 'link-2'} small /><Id>{link.slice(0, 4)}</Id>{whole === false && <span>broken</span>}</span>;
}
