import type { Instant } from '@/lib/kernel/instant';
import { Face } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { exact } from '../ui/moment';
import { Table } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';

export type LedgerRow = {
  seq: number;
  at: Instant;
  /** A person of the staff has a face; the product, the platform and the holder have a sign. */
  actor: { name: string; kind: 'staff' | 'machine' | 'platform' | 'holder' | 'operator' | 'visitor' };
  /** "Ada claimed the case for 20 minutes" */
  says: string;
  /** "case.claim" */
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

/** The ledger, latest first: who, what, old value, new value, and the link to the line before. `chosen` is the instant looked at; later lines are pale. */
export function LedgerTable({ rows, chosen = null, zone, caption = 'Ledger' }: { rows: readonly LedgerRow[]; chosen?: number | null; zone?: string; caption?: string }) {
  return (
    <Table caption={caption} className="led">
      <thead><tr><th scope="col" className="n">#</th><th scope="col">When</th><th scope="col"><span className="vh">By</span></th><th scope="col">What happened</th><th scope="col">Old, new</th><th scope="col">Link</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.seq}${row.link}`} className={chosen === null ? undefined : row.seq > chosen ? 'fut' : row.seq === chosen ? 'cur' : undefined} aria-current={row.seq === chosen ? 'true' : undefined}>
            <td className="n id qq">{row.seq}</td>
            <td className="when id">{exact(row.at, zone)}</td>
            <td><Actor actor={row.actor} /></td>
            <td><b className="b">{row.href === undefined ? row.says : <a className="text-fg" href={row.href}>{row.says}</a>}</b> {row.refusal !== null && <Tag icon="lock">refused: {row.refusal}</Tag>}<br /><span className="sm q">{row.command}</span></td>
            <td className="df">{row.changes.map((change) => <Changed key={change.field} change={change} />)}</td>
            <td className="nw"><ChainLink link={row.link} whole={row.whole} /></td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Actor({ actor: { name, kind } }: { actor: LedgerRow['actor'] }) {
  if (kind === 'staff') return <><Face name={name} /><span className="vh">{name}</span></>;
  const icon = ({ machine: 'refresh-cw', platform: 'globe', holder: 'user-round', operator: 'keyboard', visitor: 'circle-question-mark' } as const)[kind];
  return <span className="face" title={name}><Icon name={icon} small /><span className="vh">{name}</span></span>;
}

function Changed({ change: { field, was, now } }: { change: LedgerRow['changes'][number] }) {
  return <span><em>{field}</em>{was === null ? <span className="qq">–<span className="vh">nothing before</span></span> : <s>{was}</s>}<Icon name="arrow-right" small /><span className="vh">became</span><b>{now ?? '–'}</b></span>;
}

/** The head of a line's digest, and whether the chain holds here. */
function ChainLink({ link, whole }: { link: string; whole: boolean | null }) {
  return <span className={whole === false ? 'chain broken' : 'chain'} title={link}><Icon name={whole === false ? 'triangle-alert' : 'link-2'} small /><Id>{link.slice(0, 4)}</Id>{whole === false && <span>broken</span>}</span>;
}
