import Link from 'next/link';
import { againstShare, firedOn, liftedShare, overturnedShare, skewsIn, type ReportCard } from '@/lib/insights/report-card';
import type { Interval } from '@/lib/insights/interval';
import type { Instant } from '@/lib/kernel/instant';
import type { Policy } from '@/lib/policy/policy';
import { BANDS } from '@/lib/risk/assessment';
import { Band } from '../ui/band';
import { Icon } from '../ui/icon';
import { Empty, Panel } from '../ui/panel';
import { DataTable } from '../ui/table';
import { Meter } from '../ui/text';
import { Time } from '../ui/time';
import { count, plural } from '../ui/words';
import { LimitBar } from './signal-table';

const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** `none`: where there is nothing to divide by. */
const words = (share: Interval | null, none = 'no case in this count'): string => (share === null ? none : `${percent(share.value)}, between ${percent(share.low)} and ${percent(share.high)}`);

/** What a signal did: the figures that the limits of the policy look at, and those that people want to know. */
export function ReportCardPanels({ card, limits, counted, now }: { card: ReportCard; limits: Policy['reports']; /** When it was counted last. */ counted: Instant; now: Instant }) {
  const fired = firedOn(card);
  const [overturned, lifted] = [overturnedShare(card), liftedShare(card)];
  const [cases, gone] = [card.against + card.overturned, card.lifted ?? 0];
  const none = gone > 0 ? 'none that stands' : undefined;
  return (
    <>
      <Panel title="What became of its cases" icon="scale" foot={`Past ${percent(limits.overturnedAbove)} undone on appeal, of at least ${limits.leastSettled} cases, a signal goes to shadow by itself.`}>
        <div className="barlines">
          <div className="barline"><span>Settled against the account</span><Meter share={againstShare(card)?.value ?? 0} /><span>{words(againstShare(card), none)}</span></div>
          <div className="barline"><span>Undone on appeal</span>{overturned === null ? <Meter share={0} /> : <LimitBar share={overturned.value} limit={limits.overturnedAbove} most={1} />}<span>{words(overturned, none)}</span></div>
          {lifted !== null && <div className="barline"><span>Lifted by staff</span><Meter share={lifted.value} /><span>{words(lifted)}</span></div>}
        </div>
        <p className="xs q mt-2">{plural(cases, 'case')} settled against an account on which it was found, {count(card.overturned)} of them undone on appeal; {plural(card.cleared, 'case')} settled in the account’s favour.{gone > 0 && ` In ${plural(gone, 'more case')} staff lifted the measure before its end: whether it was wrong or had done its work is not kept, and that counts for neither side.`}</p>
        <p className="xs q mt-2">Counted once a day, last <Time at={counted} now={now} />, from <Time at={card.since} now={now} as="date" /> on. What was settled since then comes with the next count; <Link href="/policy/learning">Learning</Link> reads every settled case at once, of whatever day.</p>
      </Panel>
      <Panel title="Where it fired" icon="chart-no-axes-column">
        {fired === 0 ? <Empty words="It did not fire">On no account in the days counted.</Empty> : (
          <>
            <div className="barlines">{BANDS.toReversed().map((band) => <div className="barline" key={band}><span><Band band={band} /></span><Meter share={(card.fired[band] ?? 0) / fired} /><span>{count(card.fired[band] ?? 0)}</span></div>)}</div>
            <p className="xs q mt-2">{plural(fired, 'account')}; on {count(card.together)} of them another finding carried weight beside it.</p>
          </>
        )}
      </Panel>
      <SkewPanel card={card} limits={limits} />
    </>
  );
}

function SkewPanel({ card, limits }: { card: ReportCard; limits: Policy['reports'] }) {
  const skews = skewsIn(card, limits);
  return (
    <Panel title="By declared region" icon="globe" bleed={skews.length > 0} foot={`The region is the part of the world whose clock the account declares; no signal and no weight knows of it. A signal whose whole interval lies above ${limits.skewAbove}× goes to shadow by itself.`}>
      {skews.length === 0 ? <Empty words="Too few to compare">{`It fired on ${plural(firedOn(card), 'account')}. A signal is compared from ${limits.leastSettled} accounts on, and so is a region.`}</Empty> : (
        <DataTable caption="How often it fires, by declared region" rows={skews} keyOf={({ region }) => region} columns={[
          { key: 'region', head: 'Declared region', names: true, cell: ({ region }) => region },
          { key: 'accounts', head: 'Accounts', numeric: true, cell: ({ accounts }) => count(accounts) },
          { key: 'fired', head: 'Fired', numeric: true, cell: ({ hits }) => count(hits) },
          { key: 'ratio', head: 'Against elsewhere', numeric: true, cell: ({ ratio }) => <span className="nw">{ratio.low > limits.skewAbove && <Icon name="triangle-alert" small />} <b className="b">{ratio.value.toFixed(1)}×</b> <span className="qq xs">{ratio.low.toFixed(1)} to {ratio.high.toFixed(1)}</span></span> },
        ]} />
      )}
    </Panel>
  );
}
