import type { CSSProperties, ReactNode } from 'react';
import type { Clock } from '@/lib/evidence/both-clocks';
import type { Instant } from '@/lib/kernel/instant';
import { HAND, type Hand } from '../../ui/hands';
import { axisMarks, date } from '../../ui/moment';
import { joined, rects } from './axis';
import { daysWords, type Range } from './brush';
import type { Placed } from './room';
import type { TimelineProps } from './timeline';
import { barsIn, flagsOf, heightOf, hoursIn, isNarrow, LANE, marksIn, marksNamed, notesNamed, shareIn, STRETCHED, TOP, wordsIn, type DrawnBar, type DrawnMark, type Week } from './timeline-layout';

// One drawing for every room: places on the axis are shares of it, heights and words are pixels, and the style sheet shows the words that fit (evidence.css).

const HANDS = ['verified', 'other', 'unknown'] as const;
const across = (share: number): string => `${Math.round(share * 100_000) / 1000}%`;

export function Lanes({ from, to, lanes, hours, handover, overview, describe, zone = null }: Pick<TimelineProps, 'from' | 'to' | 'lanes' | 'hours' | 'handover' | 'overview' | 'describe' | 'zone'>) {
  const { hours: hoursTop, bottom, whole } = heightOf(lanes.length, hours.length > 0);
  const share = shareIn(from, to);
  const turn = handover !== null && handover.at >= from && handover.at <= to ? handover : null;
  const line = turn === null ? null : share(turn.at);
  const rows = lanes.map((lane, index) => ({ id: lane.id, label: lane.label, y: TOP + index * LANE, bars: barsIn(lane.bars, from, to), marks: marksIn(lane.marks, from, to) }));
  const ticks = axisMarks(from, to).map(({ at, words }) => ({ at: share(at), words }));
  return (
    <Drawing height={whole} describe={describe} names={
      <>
        <text className="t3" x="0" y="38">UTC</text>
        {rows.map(({ id, label, y }) => <LaneName key={id} y={y}>{label}</LaneName>)}
        {hours.length > 0 && <><LaneName y={hoursTop}>Hours</LaneName><text className="t3 roomy" x="0" y={hoursTop + 32}>claimed local</text></>}
      </>
    } words={
      <>
        {marksNamed(ticks, 11, BESIDE, line).map((tick) => <Fit key={tick.at} look="tick" top={28} {...tick} />)}
        {rows.flatMap(({ id, y, bars, marks }) => wordsIn(bars, marks, line).map((one, nth) => <Fit key={`${id}${nth}`} look={one.of === 'bar' ? 'inbar' : 'bymark'} top={y + 7} {...one} />))}
        {turn !== null && <Flag turn={turn} share={share(turn.at)} by={{ zone, now: overview?.to ?? to }} />}
      </>
    }>
      {ticks.map(({ at }) => <line key={at} className="gl" x1={across(at)} x2={across(at)} y1="43" y2={bottom} />)}
      <svg viewBox={`0 0 ${STRETCHED} ${whole}`} preserveAspectRatio="none">
        {rows.map(({ id, y, bars }) => <NarrowBars key={id} bars={bars.filter(isNarrow)} y={y + 7} />)}
        {hours.length > 0 && <Hours weeks={hours} from={from} to={to} top={hoursTop + HOURS_IN} />}
      </svg>
      {hours.length > 0 && [0, 12, 24].map((hour) => <text key={hour} className="t3 t10" x="-6" y={hoursTop + HOURS_IN + hour * 2 + 3.5} textAnchor="end">{String(hour).padStart(2, '0')}</text>)}
      {rows.map(({ id, y, bars, marks }) => (
        <g key={id}>
          {bars.filter((bar) => !isNarrow(bar)).map((bar, index) => <rect key={index} className={HAND[bar.hand].fill} x={across(bar.x)} width={across(bar.width)} y={y + 6.5} height="14" rx="2.5" stroke={STROKE[bar.hand]} />)}
          {marks.map((mark) => <MarkShape key={`${mark.x}${mark.shape}${mark.hand}`} mark={mark} y={y} />)}
        </g>
      ))}
      {turn !== null && <Turn at={share(turn.at)} from={share(Math.max(from, turn.from))} to={share(Math.min(to, turn.to))} bottom={bottom} />}
    </Drawing>
  );
}

/** Between a mark of the axis and its words. */
const BESIDE = 4;
/** Between a lane's line and the first hour of its day. */
const HOURS_IN = 6;

/** Names on the left, then the plot, as long as there is room, with its words above it. */
function Drawing({ height, describe, names, words, children }: { height: number; describe: string; names: ReactNode; words: ReactNode; children: ReactNode }) {
  return (
    <div className="lanes" style={{ height }} role="img" aria-label={describe}>
      <svg className="chart" aria-hidden="true">{names}</svg>
      <div className="plot"><svg className="chart" aria-hidden="true">{children}</svg>{words}</div>
    </div>
  );
}

function LaneName({ y, children }: { y: number; children: ReactNode }) {
  return <><line className="gl" x1="0" x2="100%" y1={y} y2={y} /><text className="t1 mid" x="0" y={y + 17.5}>{children}</text></>;
}

/** Words that show where the axis is as long as they need. */
function Fit({ look, top, words, hand = null, spot: { at, from, to }, room, until }: Placed & { look: 'tick' | 'told' | 'inbar' | 'bymark' | 'flag turn'; top: number; words: string; hand?: Hand | null; until?: number }) {
  const place = { top, '--x': across(at), '--d': `${from}px`, '--w': `${to - from}px`, '--n': `${Math.ceil(room)}px`, ...(until === undefined ? {} : { '--m': `${Math.ceil(until)}px` }) };
  return <span className={`fit ${look}${hand === null ? '' : ` by-${hand}`}`} style={place as CSSProperties}>{words}</span>;
}

function NarrowBars({ bars, y }: { bars: readonly DrawnBar[]; y: number }) {
  return HANDS.map((hand) => {
    const boxes = bars.filter((bar) => bar.hand === hand).map((bar) => ({ x: bar.x * STRETCHED, y, width: bar.width * STRETCHED, height: 13 }));
    return boxes.length > 0 && <path key={hand} className={`thin ${HAND[hand].fill}`} stroke={HAND[hand].colour} d={rects(joined(boxes))} />;
  });
}

const STROKE: Readonly<Record<Hand, string>> = { verified: 'var(--teal)', other: 'var(--ochre-text)', unknown: 'var(--control-line)' };

function MarkShape({ mark: { x, shape, hand }, y }: { mark: DrawnMark; y: number }) {
  const colour = hand === null ? 'var(--text-2)' : HAND[hand].colour;
  if (shape === 'diamond') return <svg x={across(x)} y={y} overflow="visible"><path d="M0 7l5.5 6.5l-5.5 6.5l-5.5-6.5z" fill={colour} stroke="var(--surface)" strokeWidth="1.5" /></svg>;
  return <circle cx={across(x)} cy={y + 13.5} r="4.5" fill={shape === 'open' ? 'var(--surface)' : colour} stroke={shape === 'open' ? 'var(--text-2)' : colour} strokeWidth="1.7" />;
}

function Hours({ weeks, from, to, top }: { weeks: readonly Week[]; from: Instant; to: Instant; top: number }) {
  return hoursIn(weeks, from, to, top).map(({ hand, depth, boxes }) => <path key={`${hand}${depth}`} d={rects(boxes)} fill={HAND[hand].colour} opacity={depth} />);
}

function Turn({ at, from, to, bottom }: { at: number; from: number; to: number; bottom: number }) {
  return (
    <g className="turn">
      <rect x={across(from)} width={across(Math.max(0.003, to - from))} y="43" height={bottom - 41} fill="var(--text)" opacity=".09" />
      {[from, to].map((end, index) => <line key={index} x1={across(end)} x2={across(end)} y1="43" y2={bottom + 2} stroke="var(--text)" strokeDasharray="2 3" opacity=".5" />)}
      <line x1={across(at)} x2={across(at)} y1="22" y2={bottom + 2} stroke="var(--text)" strokeWidth="1.6" />
      <svg x={across(at)} overflow="visible"><path d="M-5 20.5h10l-5 5.5z" fill="var(--ink)" /></svg>
    </g>
  );
}

/** Says what the line means, over its end, and less of it where there is little room. */
function Flag({ turn, share, by }: { turn: NonNullable<TimelineProps['handover']>; share: number; by: Clock }) {
  return flagsOf(turn, by).map(({ words, width, room, until }) => <Fit key={words} look="flag turn" top={0} words={words} spot={{ at: share, from: 0, to: width }} room={room} until={until} />);
}

/** Sessions a week over the whole life of the account. */
export function Overview({ overview, life, range }: { overview: NonNullable<TimelineProps['overview']>; life: Range; range: Range }) {
  const share = shareIn(life.from, life.to);
  const most = Math.max(1, ...overview.weeks.map((week) => week.sessions));
  const width = Math.max(0.8, STRETCHED / Math.max(1, overview.weeks.length) - 1.4);
  const boxes = overview.weeks.filter((week) => week.sessions > 0).map((week) => ({ x: share(week.from) * STRETCHED, y: 24 - (week.sessions / most) * 18 - 2, width, height: (week.sessions / most) * 18 + 2 }));
  return (
    <Drawing
      height={40} describe={`Sessions a week since ${date(life.from)}; the range shown above is ${daysWords(range)}.`}
      names={<><text className="t3 roomy" x="0" y="18">Sessions a week</text><text className="t3 scant" x="0" y="18">By week</text></>}
      words={notesNamed(overview.notes.map((note) => ({ ...note, at: share(note.at) }))).map((note) => <Fit key={note.words} look="told" top={26} {...note} />)}
    >
      <svg viewBox={`0 0 ${STRETCHED} 40`} preserveAspectRatio="none"><path d={rects(boxes)} fill="var(--control-line)" opacity=".75" /></svg>
      <line className="gl2" x1="0" x2="100%" y1="24.5" y2="24.5" />
    </Drawing>
  );
}
