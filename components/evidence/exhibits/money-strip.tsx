import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { HAND, type Hand } from '../../ui/hands';
import { dateOnBoth } from '../../ui/moment';
import { Panel } from '../../ui/panel';
import { TableTwin } from '../../controls/table-twin';
import { DataTable } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { Id, moneyWords } from '../../ui/text';
import { linear, rects, textWidth } from './axis';

export type MoneyWeek = { from: Instant; earned: number; paid: number; /** Whose instrument was paid. */ hand: Hand };
export type InstrumentRow = { id: string; says: string; match: 'match' | 'partial' | 'none' | 'unknown' | null };

export type MoneyStripProps = {
  weeks: readonly MoneyWeek[];
  /** Of the sums: one currency, by the dated table of the policy. */
  currency: string;
  /** A line in the drawing: "Since 14 Sep: 96% in a day". */
  turn: { at: Instant; words: string } | null;
  instruments: readonly InstrumentRow[];
  /** How fast and how fully pay leaves again. */
  through?: readonly { when: string; says: string }[];
  /** Who else looks like this. */
  innocent: string;
  describe: string;
  /** The clock that the account declares, beside which its times are told. */
  zone?: string | null;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
  foot?: ReactNode;
};

const MATCH = { match: ['teal', 'check', 'name matches'], partial: ['neutral', 'circle-question-mark', 'name matches in part'], none: ['ochre', 'x', 'name differs'], unknown: ['neutral', 'circle-dashed', 'name not known'] } as const;

/** Earned above the line, paid out below it, a week a bar. */
export function MoneyStrip({ weeks, currency, turn, instruments, through = [], innocent, describe, zone = null, panel = 'money', hotkey, aside, foot }: MoneyStripProps) {
  return (
    <Panel title="Money" icon="wallet" aside={aside} panel={panel} hotkey={hotkey} foot={foot}>
      <figure className="exhibit">
        {weeks.length > 0 && <Drawing weeks={weeks} turn={turn} describe={describe} />}
        <figcaption>
          <DataTable caption="Payout instruments" tight rows={instruments} keyOf={({ id }) => id} columns={[
            { key: 'instrument', head: 'Instrument', names: true, cell: ({ id }) => <Id>{id}</Id> },
            { key: 'used', head: 'Used', look: 'sm', cell: ({ says }) => says },
            { key: 'name', head: 'Name', look: 'sm', cell: ({ match }) => <NameMatch match={match} /> },
          ]} />
          {through.map(({ when, says }) => <p key={when} className="sm mt-2"><b className="b">{when}:</b> {says}.</p>)}
          <p className="xs q mt-2">{innocent}</p>
          <TableTwin caption="Earned and paid out by week" heads={['Week of', 'Earned', 'Paid out', 'To']} rows={weeks.map((week) => [dateOnBoth(week.from, zone), moneyWords(week.earned, currency), moneyWords(week.paid, currency), HAND[week.hand].word])} />
        </figcaption>
      </figure>
    </Panel>
  );
}

function NameMatch({ match }: Pick<MoneyStripProps['instruments'][number], 'match'>) {
  const [tone, icon, words] = MATCH[match ?? 'unknown'];
  return <Tag tone={tone} icon={icon}>{words}</Tag>;
}

function Drawing({ weeks, turn, describe }: Pick<MoneyStripProps, 'weeks' | 'turn' | 'describe'>) {
  const most = Math.max(1, ...weeks.flatMap(({ earned, paid }) => [earned, paid]));
  const step = 432 / weeks.length;
  const width = Math.max(1, Math.min(18, step * 0.62));
  const high = (amount: number) => (amount / most) * 46;
  const paid = (wanted: Hand) => rects(weeks.flatMap((week, index) => (week.hand === wanted && week.paid > 0 ? [{ x: 4 + index * step, y: 62, width, height: Math.max(1, high(week.paid)) }] : [])));
  const first = weeks[0]?.from ?? 0;
  const scale = linear(first, (weeks.at(-1)?.from ?? first) + 1, 4, 4 + (weeks.length - 1) * step);
  const x = turn === null ? 0 : scale(turn.at);
  const words = turn?.words ?? '';
  const end = x + 6 + textWidth(words, 11) > 438;
  return (
    <svg className="chart" viewBox="0 0 440 122" style={{ maxWidth: 520 }} role="img" aria-label={describe}>
      <line x1="0" x2="440" y1="60" y2="60" className="ax" />
      <path d={rects(weeks.flatMap((week, index) => (week.earned > 0 ? [{ x: 4 + index * step, y: 58 - high(week.earned), width, height: Math.max(1, high(week.earned)) }] : [])))} fill="var(--line-2)" />
      {(['verified', 'other', 'unknown'] as const).map((hand) => <path key={hand} className={HAND[hand].fill} d={paid(hand)} />)}
      {turn !== null && <><line x1={x} x2={x} y1="2" y2="120" stroke="var(--text)" strokeWidth="1.4" /><text className="halo t1 mid" x={end ? x - 6 : x + 6} y="118" textAnchor={end ? 'end' : 'start'}>{words}</text></>}
      <text className="halo" x="4" y="10">Earned, by week</text>
      {!end && <text className="halo" x="4" y="118">Paid out</text>}
    </svg>
  );
}
