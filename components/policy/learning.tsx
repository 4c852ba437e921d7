import type { Proposal } from '@/lib/policy/counted';
import type { Calibration } from '@/lib/policy/policy';
import { Empty } from '../ui/panel';
import { PART } from '../ui/parts';
import { Table } from '../ui/table';
import { Id } from '../ui/text';
import { count, likelihood } from '../ui/words';

export type LearntRow = Proposal & { title: string; enough: boolean };

/** What settled cases say of the published ratios; the boxes choose what a draft is made of. */
export function LearningFields({ rows, calibration: { held, fitted, fits }, choose }: { rows: readonly LearntRow[]; calibration: { held: Calibration; fitted: Calibration; /** Whether there are cases enough for one. */ fits: boolean }; choose: boolean }) {
  if (rows.length === 0) return <Empty words="Nothing to learn from yet">Cases that people settled are read here, each with what had fired: those against an account beside those in its favour, so that there has to be one of either.</Empty>;
  return (
    <Table caption="Published ratios and what settled cases say" className="sg" folds>
      <thead {...PART.group}><tr {...PART.row}>{choose && <th {...PART.head}><span className="vh">Choose</span></th>}<th {...PART.head}>Signal</th><th {...PART.head} className="n">Against</th><th {...PART.head} className="n">Cleared</th><th {...PART.head} className="n">Cases say</th><th {...PART.head} className="n">Published</th><th {...PART.head} className="n">Proposed</th></tr></thead>
      <tbody {...PART.group}>
        {rows.map(({ signal, title, counted, held: published, proposed, enough }) => (
          <tr key={signal} {...PART.row}>
            {choose && <td {...PART.cell}><input type="checkbox" name="signals[]" value={signal} defaultChecked={enough} aria-label={`Take the ratio of ${title}`} /></td>}
            <th {...PART.name}>{title} <Id quiet>{signal}</Id></th>
            <td {...PART.cell} data-head="Against" className="n">{count(counted.against.found)} of {count(counted.against.cases)}</td>
            <td {...PART.cell} data-head="Cleared" className="n">{count(counted.cleared.found)} of {count(counted.cleared.cases)}</td>
            <td {...PART.cell} data-head="Cases say" className="n"><span className="nw">{times(counted.nats)}</span><br /><span className="xs qq nw">{times(counted.low)} to {times(counted.high)}</span></td>
            <td {...PART.cell} data-head="Published" className="n">{published === null ? <span className="qq">none</span> : times(published.nats)}</td>
            <td {...PART.cell} data-head="Proposed" className="n"><b className="b">{times(proposed.nats)}</b>{!enough && <span className="block xs qq">few cases</span>}</td>
          </tr>
        ))}
        <tr {...PART.row}>
          {choose && <td {...PART.cell}>{fits && <input type="checkbox" name="calibration" value="on" aria-label="Take the calibration" />}</td>}
          <th {...PART.name}>Calibration of the odds</th><td {...PART.cell} colSpan={3} className="q sm">{fitted.source}</td><td {...PART.cell} data-head="Published" className="n sm">{held.source}</td><td {...PART.cell} data-head="Proposed" className="n">{fitted.steps === undefined ? `slope ${fitted.a.toFixed(2)}` : `${fitted.steps.length} steps`}</td>
        </tr>
      </tbody>
    </Table>
  );
}

const times = (nats: number): string => { const { direction, times: words } = likelihood(nats); return direction === 'neither' ? '1×' : words; };
