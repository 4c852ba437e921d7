import type { Instant } from '@/lib/kernel/instant';
import type { CSSProperties, ReactNode } from 'react';
import type { LifeStrip } from '@/lib/evidence/panels/life';
import { Fitted } from '../../controls/below';
import { TableTwin } from '../../controls/table-twin';
import { TimelineBrush } from '../../controls/timeline-brush';
import { HAND, HandKeys } from '../../ui/hands';
import { ButtonLink } from '../../ui/button';
import { date, dateOnBoth, daysInBoth, exactOnBoth, axisMarks } from '../../ui/moment';
import { Panel } from '../../ui/panel';
import { count } from '../../ui/words';
import { joined, linear, rects, textWidth, type Scale } from './axis';
import { shareOf } from './brush';
import { barsIn, heightOf, hoursIn, LANE, labelled, marksIn, runsOf, SEVERAL, SLIM, TOP, WIDE, type Bar, type DrawnBar, type DrawnMark, type Frame, type Mark, type Week } from './timeline-layout';

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

/** Rows of a page of the table behind it. */
const PAGE_ROWS = 200;

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
  const drawn = <Fitted wide={<Drawing {...props} frame={WIDE} />} slim={<Drawing {...props} frame={SLIM} />} />;
  return (
    <Panel title="Same hands?" icon="hand" aside={<>{aside}<HandKeys /></>} bleed panel={panel} hotkey={hotkey}>
      <figure className="exhibit">
        <div className="tlin">
          {brush === undefined || overview === null || ranges === undefined
            ? <>{drawn}{overview !== null && <div className="tlover" style={windowIn({ from, to }, overview)}><Overview overview={overview} range={{ from, to }} /><span className="win" /></div>}</>
            : <TimelineBrush path={brush.path} strip={brush.life} life={lifeIn(overview, from)} range={{ from, to }} lanes={lanes.length} hours={hours.length > 0} drawing={drawn} overview={<Overview overview={overview} range={{ from, to }} />} />}
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

function Drawing({ from, to, lanes, hours, handover, describe, zone = null, frame }: TimelineProps & { frame: Frame }) {
  const scale = linear(from, to, frame.left, frame.right);
  const { hours: hoursTop, bottom, whole } = heightOf(lanes.length, hours.length > 0);
  const line = handover === null ? null : scale(handover.at);
  return (
    <svg className="chart" viewBox={`0 0 ${frame.width} ${whole}`} role="img" aria-label={describe}>
      {axisMarks(from, to, frame.slim ? 5 : 12).map(({ at, words }) => (
        <g key={at}><line className="gl" x1={scale(at)} x2={scale(at)} y1="43" y2={bottom} /><text className="t3" x={scale(at) + 4} y="38">{words}</text></g>
      ))}
      <text className="t3" x="0" y="38">UTC</text>
      {lanes.map((lane, index) => <LaneRow key={lane.id} lane={lane} y={TOP + index * LANE} from={from} to={to} scale={scale} frame={frame} line={line} />)}
      {hours.length > 0 && <Hours weeks={hours} y={hoursTop} from={from} to={to} scale={scale} frame={frame} />}
      {handover !== null && handover.at >= from && handover.at <= to && <Handover handover={handover} scale={scale} frame={frame} bottom={bottom} from={from} to={to} zone={zone} />}
    </svg>
  );
}

function LaneRow({ lane, y, from, to, scale, frame, line }: { lane: Lane; y: number; from: Instant; to: Instant; scale: Scale; frame: Frame; line: number | null }) {
  const bars = barsIn(lane.bars, from, to, scale);
  const marks = marksIn(lane.marks, from, to, scale);
  const small = bars.filter((bar) => bar.width < 8);
  const named = frame.slim ? new Map<DrawnMark, 'start' | 'end'>() : labelled(marks, (mark) => textWidth(markWords(mark)) * 0.95, frame, line);
  return (
    <g>
      <line className="gl" x1="0" x2={frame.right} y1={y} y2={y} />
      <text className="t1 mid" x="0" y={y + 17.5}>{lane.label}</text>
      {(['verified', 'other', 'unknown'] as const).map((hand) => {
        const boxes = small.filter((bar) => bar.hand === hand).map((bar) => ({ x: bar.x, y: y + 7, width: bar.width, height: 13 }));
        return boxes.length > 0 && <path key={hand} className={HAND[hand].fill} d={rects(joined(boxes))} />;
      })}
      {bars.filter((bar) => bar.width >= 8).map((bar) => <BarShape key={`${bar.x}${bar.hand}`} bar={bar} y={y + 7} slim={frame.slim} />)}
      {marks.map((mark) => (
        <g key={`${mark.x}${mark.shape}`}>
          {mark.shape === 'diamond'
            ? <path d={`M${mark.x} ${y + 7}l5.5 6.5l-5.5 6.5l-5.5-6.5z`} fill={mark.hand === null ? 'var(--text-2)' : HAND[mark.hand].colour} stroke="var(--surface)" strokeWidth="1.5" />
            : <circle cx={mark.x} cy={y + 13.5} r="4.5" fill={mark.shape === 'open' ? 'var(--surface)' : mark.hand === null ? 'var(--text-2)' : HAND[mark.hand].colour} stroke={mark.hand === null || mark.shape === 'open' ? 'var(--text-2)' : HAND[mark.hand].colour} strokeWidth="1.7" />}
          {named.has(mark) && <MarkName mark={mark} y={y} anchor={named.get(mark)!} />}
        </g>
      ))}
    </g>
  );
}

/** On a plate of its own: bars may lie behind it. */
function MarkName({ mark, y, anchor }: { mark: DrawnMark; y: number; anchor: 'start' | 'end' }) {
  const [words, side] = [markWords(mark), anchor === 'end' ? -1 : 1];
  const width = textWidth(words) + 4;
  return (
    <>
      <rect x={mark.x + side * 7 - (side < 0 ? width : 0)} y={y + 7} width={width} height="13" rx="2" fill="var(--surface)" />
      <text className={`halo t10${mark.hand === 'verified' ? ' tt' : mark.hand === 'other' ? ' to' : ''}`} x={mark.x + side * 9} y={y + 17.3} textAnchor={anchor}>{words}</text>
    </>
  );
}

const markWords = ({ label, times }: DrawnMark): string => (label === SEVERAL ? `${times} changes` : times > 1 && label !== '' ? `${label}, ${times} times` : label);

function BarShape({ bar, y, slim }: { bar: DrawnBar; y: number; slim: boolean }) {
  const words = slim ? bar.short : bar.label;
  const width = textWidth(words) + 10;
  const fits = width + 12 <= bar.width;
  const label = fits && <text className={bar.hand === 'verified' ? 't10 inv' : `t10 mid${bar.hand === 'other' ? ' to' : ''}`} x={bar.x + (bar.hand === 'verified' ? 7 : 10)} y={y + 10.3}>{words}</text>;
  if (bar.hand === 'verified') return <g><rect className="ha" x={bar.x} y={y} width={bar.width} height="13" rx="2.5" />{label}</g>;
  return (
    <g>
      <rect className={HAND[bar.hand].fill} x={bar.x} y={y} width={bar.width} height="13" rx="2.5" />
      {fits && <rect x={bar.x + 5} y={y - 0.5} width={width} height="14" fill="var(--surface)" />}
      {label}
      <rect x={bar.x + 0.5} y={y - 0.5} width={bar.width - 1} height="14" rx="2.5" fill="none" stroke={bar.hand === 'other' ? 'var(--ochre-text)' : 'var(--control-line)'} />
    </g>
  );
}

function Hours({ weeks, y, from, to, scale, frame }: { weeks: readonly Week[]; y: number; from: Instant; to: Instant; scale: Scale; frame: Frame }) {
  const top = y + 6;
  return (
    <g>
      <line className="gl" x1="0" x2={frame.right} y1={y} y2={y} />
      <text className="t1 mid" x="0" y={y + 18}>Hours</text>
      {!frame.slim && <text className="t3" x="0" y={y + 32}>claimed local</text>}
      {hoursIn(weeks, from, to, scale, top).map(({ hand, depth, boxes }) => <path key={`${hand}${depth}`} d={rects(boxes)} fill={HAND[hand].colour} opacity={depth} />)}
      {[[0, '00'], [12, '12'], [24, '24']].map(([hour, words]) => <text key={words} className="t3 tiny" x={frame.left - 6} y={top + Number(hour) * 2 + 3.5} textAnchor="end">{words}</text>)}
    </g>
  );
}

function Handover({ handover, scale, frame, bottom, from, to, zone }: { handover: NonNullable<TimelineProps['handover']>; scale: Scale; frame: Frame; bottom: number; from: Instant; to: Instant; zone: string | null }) {
  const x = scale(handover.at);
  const [start, end] = [scale(Math.max(from, handover.from)), scale(Math.min(to, handover.to))];
  const interval = daysInBoth(handover.from, handover.to, zone);
  const words = frame.slim ? `Handover, ${interval}` : `Likely handover, ${interval}. ${handover.words}`;
  const width = textWidth(words, 11) + 20;
  const left = Math.min(frame.width - width, Math.max(0, x - width / 2));
  return (
    <g className="turn">
      <rect x={start} y="43" width={Math.max(2, end - start)} height={bottom - 41} fill="var(--text)" opacity=".09" />
      <path d={`M${start} 43v${bottom - 41}M${end} 43v${bottom - 41}`} stroke="var(--text)" strokeDasharray="2 3" opacity=".5" />
      <line x1={x} x2={x} y1="22" y2={bottom + 2} stroke="var(--text)" strokeWidth="1.6" />
      <rect x={left} y="0" width={width} height="21" rx="4" fill="var(--ink)" />
      <path d={`M${x - 5} 20.5h10l-5 5.5z`} fill="var(--ink)" />
      <text className="onink" x={left + width / 2} y="14.5" textAnchor="middle">{words}</text>
    </g>
  );
}

type Whole = NonNullable<TimelineProps['overview']>;
type Shown = { from: Instant; to: Instant };

const lifeIn = (overview: Whole, from: Instant): Shown => ({ from: overview.weeks[0]?.from ?? from, to: overview.to });

/** The window over the overview, as shares of the life: the style sheet places it, so that a drag moves it without drawing anything anew. */
function windowIn(range: Shown, overview: Whole): CSSProperties {
  const life = lifeIn(overview, range.from);
  return { '--a': shareOf(range.from, life), '--b': shareOf(range.to, life) } as CSSProperties;
}

/** Sessions a week over the whole life of the account, for a desk and for a phone. */
function Overview({ overview, range }: { overview: Whole; range: Shown }) {
  return <Fitted wide={<Weeks overview={overview} range={range} frame={WIDE} />} slim={<Weeks overview={overview} range={range} frame={SLIM} />} />;
}

function Weeks({ overview, range, frame }: { overview: Whole; range: Shown; frame: Frame }) {
  const { from: first, to } = lifeIn(overview, range.from);
  const scale = linear(first, to, frame.left, frame.right);
  const most = Math.max(1, ...overview.weeks.map((week) => week.sessions));
  const width = Math.max(0.6, (frame.right - frame.left) / Math.max(1, overview.weeks.length) - 1);
  const boxes = overview.weeks.filter((week) => week.sessions > 0).map((week) => ({ x: scale(week.from), y: 24 - (week.sessions / most) * 18 - 2, width, height: (week.sessions / most) * 18 + 2 }));
  const notes = frame.slim ? overview.notes.slice(0, 1) : overview.notes;
  return (
    <svg className="chart" viewBox={`0 0 ${frame.width} 40`} role="img" aria-label={`Sessions a week since ${date(first)}; the range shown above is ${date(range.from)} to ${date(range.to)}.`}>
      <path d={rects(boxes)} fill="var(--control-line)" opacity=".75" />
      <line className="gl2" x1={frame.left} x2={frame.right} y1="24.5" y2="24.5" />
      {notes.map((note) => <text key={note.words} className="t3 t10" x={Math.min(scale(note.at), frame.right - textWidth(note.words))} y="36">{note.words}</text>)}
      <text className="t3" x="0" y="18">{frame.slim ? 'By week' : 'Sessions a week'}</text>
    </svg>
  );
}
