import type { Instant } from '@/lib/kernel/instant';
import type { CSSProperties, ReactNode } from 'react';
import type { LifeStrip } from '@/lib/evidence/panels/life';
import { TableTwin } from '../../controls/table-twin';
import { TimelineBrush } from '../../controls/timeline-brush';
import { HAND, HandKeys } from '../../ui/hands';
import { ButtonLink } from '../../ui/button';
import { dateOnBoth, exactOnBoth } from '../../ui/moment';
import { Panel } from '../../ui/panel';
import { count } from '../../ui/words';
import { shareOf, type Range } from './brush';
import { Lanes, Overview } from './timeline-drawing';
import { runsOf, type Bar, type Mark, type Week } from './timeline-layout';

export type { Bar, Mark, Week } from './timeline-layout';

export type Lane = { id: string; label: string; bars: readonly Bar[]; marks: readonly Mark[] };

export type TimelineProps = {
  /** The range drawn. */
  from: Instant;
  to: Instant;
  /** Place, network, device, checks, payout, profile: in this order. */
  lanes: readonly Lane[];
  /** Weeks of the working hours, claimed local time; empty leaves the lane out. */
  hours: readonly Week[];
  /** Where the person probably changed: the best moment, its 90% interval, "Six lanes change within 8 days", and what each lane says; packets sealed earlier have no lanes. */
  handover: { at: Instant; from: Instant; to: Instant; words: string; changes?: readonly { lane: string; says: string; from: Instant; to: Instant }[] } | null;
  /** The whole life of the account: sessions of each week, and words under stretches of it. */
  overview: { weeks: readonly { from: Instant; sessions: number }[]; notes: readonly { at: Instant; words: string }[]; to: Instant } | null;
  /** One sentence for readers who do not see the drawing. */
  describe: string;
  /** The same page with another range: `around` the handover, and the `usual` one where another was chosen. */
  ranges?: { earlier: string; later: string; closer: string; wider: string; whole: string; around: string | null; usual: string | null };
  /** Where the range can be dragged: the page that shows it, and the lanes of the whole life for the drawing that moves meanwhile. */
  brush?: { path: string; life: LifeStrip | null };
  /** The clock that the account declares, beside which times are told; the axis is UTC. */
  zone?: string | null;
  /** Pages of the table behind it: the one that is asked for, and the addresses of others. Without them all of it is written out. */
  pages?: { page: number | null; hrefOf: (page: number) => string };
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

/** Rows of a page of the table behind it: few people open it, and everybody is sent it. */
const PAGE_ROWS = 100;

/** Seven lanes on one axis: whose hands, when. */
export function Timeline(props: TimelineProps) {
  const { from, to, lanes, hours, handover, overview, ranges, brush, zone = null, pages, panel = 'same-hands', hotkey, aside } = props;
  const turned = handover === null ? [] : [
    ['Handover', 'Likely moment, 9 times in 10', '–', dateOnBoth(handover.from, zone), dateOnBoth(handover.to, zone)],
    ...(handover.changes ?? []).map((change) => ['Handover', `${change.lane}: ${change.says}`, '–', dateOnBoth(change.from, zone), dateOnBoth(change.to, zone)]),
  ];
  // Told on two clocks once it is known which are written out: a long life has thousands.
  const things = lanes.flatMap((lane) => [
    ...runsOf(lane.bars).map((bar) => ({ at: bar.from, tell: () => [lane.label, bar.label, HAND[bar.hand].word, dateOnBoth(bar.from, zone), bar.to === null ? 'to the end' : dateOnBoth(bar.to, zone)] })),
    ...lane.marks.map((mark) => ({ at: mark.at, tell: () => [lane.label, mark.label, mark.hand === null ? '–' : HAND[mark.hand].word, exactOnBoth(mark.at, zone), '–'] })),
  ]).sort((a, b) => a.at - b.at);
  const paged = pages === undefined || things.length <= PAGE_ROWS ? null : { ...pages, page: Math.min(pages.page ?? 1, Math.ceil(things.length / PAGE_ROWS)) };
  const start = paged === null ? 0 : (paged.page - 1) * PAGE_ROWS;
  const rows = (paged === null ? things : things.slice(start, start + PAGE_ROWS)).map(({ tell }) => tell());
  const drawn = <Lanes {...props} />;
  const life = overview === null ? null : { from: overview.weeks[0]?.from ?? from, to: overview.to };
  const whole = overview !== null && life !== null && <Overview overview={overview} life={life} range={{ from, to }} />;
  return (
    <Panel title="Same hands?" icon="hand" aside={<>{aside}<HandKeys /></>} bleed panel={panel} hotkey={hotkey}>
      <figure className="exhibit">
        <div className="tlin">
          {brush === undefined || life === null || ranges === undefined
            ? <>{drawn}{life !== null && <div className="tlover" style={windowIn({ from, to }, life)}>{whole}<span className="win" /></div>}</>
            : <TimelineBrush path={brush.path} strip={brush.life} life={life} range={{ from, to }} isChosen={ranges.usual !== null} lanes={lanes.length} hours={hours.length > 0} drawing={drawn} overview={whole} />}
        </div>
        <figcaption className="tlfoot">
          <TableTwin caption="What the lanes show" heads={['Lane', 'What', 'Whose hand', 'From', 'To']} rows={[...(start === 0 ? turned : []), ...rows]} open={paged !== null && pages?.page != null} rest={paged !== null && <TwinPages {...paged} first={start + 1} last={start + rows.length} of={things.length} />} />
          {ranges !== undefined && (
            <span className="row wrap">
              <ButtonLink small tone="bare" href={ranges.earlier} prefetch={false} hotkey="," label="Earlier" icon="chevron-left" />
              <ButtonLink small tone="bare" href={ranges.later} prefetch={false} hotkey="." label="Later" icon="chevron-right" />
              <ButtonLink small tone="bare" href={ranges.closer} prefetch={false} hotkey="=">Closer</ButtonLink>
              <ButtonLink small tone="bare" href={ranges.wider} prefetch={false} hotkey="-">Wider</ButtonLink>
              {ranges.around !== null && <ButtonLink small tone="bare" href={ranges.around} prefetch={false}>Handover</ButtonLink>}
              <ButtonLink small tone="bare" href={ranges.whole} prefetch={false}>Whole life</ButtonLink>
              {ranges.usual !== null && <ButtonLink small tone="bare" href={ranges.usual} prefetch={false}>Usual days</ButtonLink>}
            </span>
          )}
        </figcaption>
      </figure>
    </Panel>
  );
}

/** Which rows these are, and the way to the others. */
function TwinPages({ page, hrefOf, first, last, of }: NonNullable<TimelineProps['pages']> & { page: number; first: number; last: number; of: number }) {
  return (
    <nav className="row wrap xs q" aria-label="Rows of the table">
      <span>{count(first)} to {count(last)} of {count(of)}, earliest first</span>
      {first > 1 && <ButtonLink small tone="bare" href={hrefOf(page - 1)} prefetch={false} icon="chevron-left">Earlier rows</ButtonLink>}
      {last < of && <ButtonLink small tone="bare" href={hrefOf(page + 1)} prefetch={false} icon="chevron-right">Later rows</ButtonLink>}
    </nav>
  );
}

/** The window over the overview, as shares of the life: the style sheet places it, so that a drag moves it without drawing anything anew. */
function windowIn(range: Range, life: Range): CSSProperties {
  return { '--a': shareOf(range.from, life), '--b': shareOf(range.to, life) } as CSSProperties;
}
