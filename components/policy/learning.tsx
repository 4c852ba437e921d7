import type { Proposal } from '@/lib/policy/counted';
import type { Calibration } from '@/lib/policy/policy';
import { Empty } from '../ui/panel';
import { Table } from '../ui/table';
import { Id } from '../ui/text';
import { count, likelihood } from '../ui/words';

export type LearntRow = Proposal & { title: string; enough: boolean };

/** What settled cases say of the published ratios; the boxes choose what a draft is made of. */
export function LearningFields({ rows, calibration: { held, fitted }, choose }: { rows: readonly LearntRow[]; calibration: { held: Calibration; fitted: Calibration }; choose: boolean }) {
  if (rows.length === 0) return <Empty words="No settled case to learn from yet">Cases that people settled for or against an account are read here, each with what had fired.</Empty>;
  return (
    <Table caption="Published ratios and what settled cases say" className="sg" folds>
      <thead role="rowgroup"><tr role="row">{choose && <th role="columnheader" scope="col"><span className="vh">Choose</span></th>}<th role="columnheader" scope="col">Signal</th><th role="columnheader" scope="col" className="n">Against</th><th role="columnheader" scope="col" className="n">Cleared</th><th role="columnheader" scope="col" className="n">Cases say</th><th role="columnheader" scope="col" className="n">Published</th><th role="columnheader" scope="col" className="n">Proposed</th></tr></thead>
      <tbody role="rowgroup">
        {rows.map(({ signal, title, counted, held: published, proposed, enough }) => (
          <tr role="row" key={signal}>
            {choose && <td role="cell"><input type="checkbox" name="signals[]" value={signal} defaultChecked={enough} aria-label={`Take the ratio of ${title}`} /></td>}
            <th role="rowheader" scope="row">{title} <Id quiet>{signal}</Id></th>
            <td role="cell" data-head="Against" className="n">{count(counted.against.found)} of {count(counted.against.cases)}</td>
            <td role="cell" data-head="Cleared" className="n">{count(counted.cleared.found)} of {count(counted.cleared.cases)}</td>
            <td role="cell" data-head="Cases say" className="n"><span className="nw">{times(counted.nats)}</span><br /><span className="xs qq nw">{times(counted.low)} to {times(counted.high)}</span></td>
            <td role="cell" data-head="Published" className="n">{published === null ? <span className="qq">none</span> : times(published.nats)}</td>
            <td role="cell" data-head="Proposed" className="n"><b className="b">{times(proposed.nats)}</b>{!enough && <span className="block xs qq">few cases</span>}</td>
          </tr>
        ))}
        <tr role="row">
          {choose && <td role="cell"><input type="checkbox" name="calibration" value="on" aria-label="Take the calibration" /></td>}
          <th role="rowheader" scope="row">Calibration of the odds</th><td role="cell" colSpan={3} className="q sm">{fitted.source}</td><td role="cell" data-head="Published" className="n sm">{held.source}</td><td role="cell" data-head="Proposed" className="n">{fitted.steps === undefined ? `slope ${fitted.a.toFixed(2)}` : `${fitted.steps.length} steps`}</td>
        </tr>
      </tbody>
    </Table>
  );
}

const times = (nats: number): string => { const { direction, times: words } = likelihood(nats); return direction === 'neither' ? '1×' : words; };
