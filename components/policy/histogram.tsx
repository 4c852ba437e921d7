import type { Policy } from '@/lib/policy/policy';
import { oddsOf } from '@/lib/policy/odds';
import { apart, linear, px, rects, textWidth } from '../evidence/exhibits/axis';
import { ThresholdHandles } from '../controls/threshold-handles';
import { TableTwin } from '../controls/table-twin';
import { count } from '../ui/words';

export type HistogramProps = {
  /** Accounts by bins of log-odds: `from` and `step` in decades. */
  bins: { from: number; step: number };
  accounts: readonly number[];
  /** The same under the policy in force, as an outline; null where only one is shown. */
  before: readonly number[] | null;
  bands: Policy['bands'];
  live: Policy['bands'] | null;
  /** The thresholds can be moved, into the fields of the form for bands on the same page. */
  movable?: boolean;
};

const AXIS = [[-4, '1 in 10,000'], [-3, '1 in 1,000'], [-2, '1 in 100'], [-1, '1 in 10'], [0, '1 in 2'], [1, '9 in 10'], [2, '99 in 100'], [3, '999 in 1,000'], [4, '9,999 in 10,000']] as const;
const BANDS = ['watch', 'review', 'act'] as const;

/** Where the bands begin: accounts by odds, logarithmic both ways; thresholds as lines with the live one dashed. */
export function Histogram(props: HistogramProps) {
  const total = props.accounts.reduce((sum, each) => sum + each, 0);
  const describe = `Histogram of ${count(total)} accounts by odds. Watch begins at ${oddsOf(props.bands.watch)}, review at ${oddsOf(props.bands.review)}, act at ${oddsOf(props.bands.act)}.`;
  return (
    <figure className="exhibit">
      <div className="wide"><Drawing {...props} width={960} height={250} slim={false} describe={describe} /></div>
      <div className="slim"><Drawing {...props} width={350} height={210} slim describe={describe} /></div>
      <figcaption>
        <p className="xs q mt-1">{count(total)} accounts, each counted once{props.before !== null && '; the outline is where they stand now'}. The upright scale is logarithmic: from 10 on, each line is ten times the one below.</p>
        <TableTwin caption="Accounts by odds" heads={['Odds from', 'Accounts', ...(props.before === null ? [] : ['Now'])]} rows={props.accounts.flatMap((accounts, index) => {
          const now = props.before?.[index] ?? 0;
          return accounts === 0 && now === 0 ? [] : [[oddsOf((props.bins.from + index * props.bins.step) * Math.LN10), count(accounts), ...(props.before === null ? [] : [count(now)])]];
        })} />
      </figcaption>
    </figure>
  );
}

function Drawing({ bins, accounts, before, bands, live, movable = false, width, height, slim, describe }: HistogramProps & { width: number; height: number; slim: boolean; describe: string }) {
  const [left, top, bottom] = [38, 52, height - 24];
  const to = bins.from + accounts.length * bins.step;
  const x = linear(bins.from, to, left, width - 8);
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...accounts, ...(before ?? [])) + 1)));
  const y = linear(0, decades + Math.log10(2), bottom, top);
  const height10 = (value: number): number => y(Math.log10(value + 1));
  const box = (index: number, value: number) => ({ x: x(bins.from + index * bins.step) + 0.5, y: height10(value), width: Math.max(1, x(bins.from + bins.step) - left - 1), height: Math.max(0, bottom - height10(value)) });
  const bandAt = (index: number): string => { const nats = (bins.from + (index + 0.5) * bins.step) * Math.LN10; return nats >= bands.act ? 'a' : nats >= bands.review ? 'r' : nats >= bands.watch ? 'w' : 'c'; };
  const line = (nats: number): number => Math.min(width - 8, Math.max(left, x(nats / Math.LN10)));
  const names: [string, number, number][] = [['Clear', left, line(bands.watch)], ['Watch', line(bands.watch), line(bands.review)], ['Review', line(bands.review), line(bands.act)], ['Act', line(bands.act), width - 8]];
  const odds = apart(AXIS.filter(([decade]) => decade >= bins.from && decade <= to).map(([decade, words]) => {
    const [at, length] = [x(decade), textWidth(words, 11)];
    const from = decade === to ? at - length : at - length / 2;
    return { words, from, to: from + length };
  }));
  const moved = live === null ? [] : BANDS.filter((band) => Math.abs(live[band] - bands[band]) > 1e-9).map((band) => ({ band, draft: line(bands[band]), live: line(live[band]), words: [oddsOf(bands[band]), oddsOf(live[band])] as const }));
  const lines = [...BANDS.map((band) => line(bands[band])), ...moved.map((each) => each.live)];
  const room = [left, width - 8] as const;
  const inForce = beside(moved.map((each) => ({ words: `live: ${each.words[1]}`, at: each.live, off: each.live > each.draft ? 5 : -5 })), lines, room);
  // What has no room beside its own line is said with the draft.
  const said = slim ? [] : [
    ...beside(moved.map((each, nth) => ({ words: `draft: ${each.words[0]}${inForce[nth]!.isFree ? '' : `, live: ${each.words[1]}`}`, at: each.draft, off: 11 })), lines, room).map((label) => ({ ...label, y: 31, look: 'moved halo' })),
    ...inForce.filter(({ isFree }) => isFree).map((label) => ({ ...label, y: top - 4, look: 'halo' })),
  ];
  const drawing = (
    <svg className="chart hist" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={describe}>
      {Array.from({ length: decades + 1 }, (_, power) => (
        <g key={power}><line className="gl" x1={left} x2={width - 8} y1={height10(power === 0 ? 0 : 10 ** power)} y2={height10(power === 0 ? 0 : 10 ** power)} /><text className="t3" x={left - 6} y={height10(power === 0 ? 0 : 10 ** power) + 4} textAnchor="end">{power === 0 ? '0' : power < 3 ? 10 ** power : `${10 ** (power - 3)}k`}</text></g>
      ))}
      {accounts.map((value, index) => { const bar = box(index, value); return value === 0 ? null : <rect key={index} className={bandAt(index)} x={px(bar.x)} y={px(bar.y)} width={px(bar.width)} height={px(bar.height)} />; })}
      {before !== null && <path className="before" d={rects(before.flatMap((value, index) => (value === 0 || value === accounts[index] ? [] : [box(index, value)])))} />}
      <line className="ax" x1={left} x2={width - 8} y1={bottom} y2={bottom} />
      {odds.map(({ words, from, to }) => <text key={words} className="t3" x={px((from + to) / 2)} y={bottom + 16} textAnchor="middle">{words}</text>)}
      {names.map(([name, from, until]) => until - from > 30 && <text key={name} className="bold t1" x={(from + until) / 2} y="14" textAnchor="middle">{name}</text>)}
      {moved.map(({ band, live: at }) => <line key={band} className="inforce" x1={at} x2={at} y1={top - 14} y2={bottom} />)}
      {BANDS.map((band) => {
        const [at, isMoved] = [line(bands[band]), moved.some((each) => each.band === band)];
        return <g key={band}><line className={isMoved ? 'moved' : 'now'} x1={at} x2={at} y1="27" y2={bottom} />{!movable && <circle className={isMoved ? 'moved' : 'now'} cx={at} cy="27" r={isMoved ? 6 : 4.5} />}</g>;
      })}
      {/* Over all lines: where one has no other room, its halo keeps them off. */}
      {said.map(({ words, x, anchor, y, look }, index) => <text key={index} className={look} x={px(x)} y={y} textAnchor={anchor}>{words}</text>)}
    </svg>
  );
  if (!movable) return drawing;
  return <ThresholdHandles bands={bands} bins={bins} accounts={accounts} left={left / width} right={(width - 8) / width} top={27 / height} bottom={1 - bottom / height}>{drawing}</ThresholdHandles>;
}

/** Words beside their lines, `off` it on the side where they would rather stand; on the other where a line or other words would run through them, and that is free. `isFree`: nothing runs through them. */
function beside(labels: readonly { words: string; at: number; off: number }[], lines: readonly number[], [left, right]: readonly [number, number]): { words: string; x: number; anchor: 'start' | 'end'; isFree: boolean }[] {
  const taken: (readonly [number, number])[] = lines.map((x) => [x - 4, x + 4]);
  return labels.map(({ words, at, off }) => {
    const length = textWidth(words, 11);
    const span = (step: number) => (step > 0 ? [at + step, at + step + length] : [at + step - length, at + step]) as readonly [number, number];
    const isFree = ([from, to]: readonly [number, number]): boolean => from >= left && to <= right && taken.every(([start, end]) => end <= from || start >= to);
    const free = [off, -off].find((each) => isFree(span(each)));
    const step = free ?? off;
    if (free !== undefined) taken.push(span(free));
    return { words, x: at + step, anchor: step > 0 ? 'start' : 'end', isFree: free !== undefined };
  });
}
