import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { PART } from '../ui/parts';
import { scrollRegion } from '../ui/scroll';
import { Time } from '../ui/time';
import { Signature } from './signature';

/** A numbered step of a page that has several. */
export function Frame({ number, title, says, children }: { number: number; title: string; says: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="fh"><span className="num" aria-hidden="true">{number}</span><h2>{title}</h2><span className="q sm">{says}</span></div>
      {children}
    </section>
  );
}

/** In the place of the first verdict, until one's own is committed. */
export function CoveredVerdict() {
  return (
    <section className="p covered" aria-label="The first verdict is covered">
      <div className="in">
        <Icon name="eye-off" /><b className="b">The first verdict is covered</b>
        <p className="sm q">It opens for both of you at the same moment, when you commit yours. The combined odds are covered too, so that they do not lead you.</p>
      </div>
    </section>
  );
}

export type Verdict = { by: string; role: 'first' | 'second' | 'third'; at: Instant; /** "11 min on the case"; null where not known. */ spent: string | null };
/** One thing that both said. */
export type Compared = { title: string; first: string; second: string };

/** Two verdicts, side by side; what differs is bold and says so. `way` is the panel with what can be done about it. */
export function TwoVerdicts({ first, second, rows, now, zone, way }: { first: Verdict; second: Verdict; rows: readonly Compared[]; now: Instant; zone?: string; way?: ReactNode }) {
  return (
    <div className={way === undefined ? 'p rec alone' : 'p rec'}>
      <div {...scrollRegion(`Both verdicts, of ${first.by} and ${second.by}`)}>
        <table {...PART.table}>
          <caption className="vh">Both verdicts, side by side</caption>
          <thead {...PART.group}><tr {...PART.row}><th {...PART.head}><span className="vh">What</span></th>{[first, second].map((verdict) => <th key={verdict.role} {...PART.head}><Signed verdict={verdict} now={now} zone={zone} /></th>)}</tr></thead>
          <tbody {...PART.group}>
            {rows.map(({ title, first: one, second: other }) => (
              <tr key={title} {...PART.row} className={one === other ? undefined : 'differs'}>
                <th {...PART.name}><Icon name={one === other ? 'check' : 'split'} small /> {title}<span className="vh">, {one === other ? 'agrees' : 'differs'}</span></th><td {...PART.cell}>{one}</td><td {...PART.cell}>{other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {way !== undefined && <div className="way">{way}</div>}
    </div>
  );
}

function Signed({ verdict: { by, role, at, spent }, now, zone }: { verdict: Verdict; now: Instant; zone?: string }) {
  return <div className="sig"><Signature name={by} /><span>{by}, {role}<br /><span className="qq xs">committed <Time at={at} now={now} zone={zone} as="due" />{spent !== null && `, ${spent}`}</span></span></div>;
}
