import Link from 'next/link';
import { bandFlow, hoursFor, qualityOf, skewsIn, type Backtest } from '@/lib/insights/backtest';
import type { Interval } from '@/lib/insights/interval';
import { oddsOf } from '@/lib/policy/odds';
import type { Band as BandName } from '@/lib/risk/assessment';
import { Band } from '../ui/band';
import { Icon } from '../ui/icon';
import { Empty } from '../ui/panel';
import { TableTwin } from '../controls/table-twin';
import { DataTable } from '../ui/table';
import { Meter } from '../ui/text';
import { count, plural } from '../ui/words';

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const between = ({ low, high }: Interval): string => `between ${percent(low)} and ${percent(high)}`;
const times = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)}×`;

const flagged = ({ against, cleared }: Backtest['decided'], when: 'was' | 'now'): number => against[when] + cleared[when];
/** "37 of 40": of the decided cases that are flagged, those decided against the account. */
const right = (decided: Backtest['decided'], when: 'was' | 'now'): string => (flagged(decided, when) === 0 ? '–' : `${count(decided.against[when])} of ${count(flagged(decided, when))}`);

export type Consequences = { tally: Backtest; leaseMinutes: number; movesHref: (was: BandName | null, band: BandName | null) => string };

/** What a draft would have done: who leaves and enters, what it would find of the cases people decided, where it falls, what it costs. */
export function BacktestResult({ tally, leaseMinutes, movesHref }: Consequences) {
  const flow = { act: bandFlow(tally.moves, 'act'), review: bandFlow(tally.moves, 'review') };
  const now = qualityOf(tally.decided, 'now');
  const [skew, before] = [skewsIn(tally.regions.now)[0], skewsIn(tally.regions.was)[0]];
  const cleared = skewsIn(tally.regions.clearedNow)[0];
  const decided = tally.decided.against.cases + tally.decided.cleared.cases;
  return (
    <>
      <div className="bt">
        <div><p className="fig">{count(flow.act.leave)}</p><p><Link href={movesHref('act', null)}>leave <b className="b">act</b></Link></p><p className="xs qq">{count(flow.act.enter)} enter it, {count(flow.act.stay)} stay</p></div>
        <div><p className="fig">{count(tally.opening)}</p><p>cases opened anew</p><p className="xs qq">{plural(tally.closing, 'open case')} no longer called for; review: {count(flow.review.enter)} in, {count(flow.review.leave)} out</p></div>
        <div><p className="fig">{tally.opening === 0 ? 'None' : hours(hoursFor(tally, leaseMinutes))}</p><p>of moderators’ time</p><p className="xs qq">{tally.opening === 0 ? 'no case is opened anew' : tally.minutes === null ? `at ${leaseMinutes} min a case, the length of one hold: no case was timed yet` : `at ${tally.minutes.median < 1 ? 'less than a minute' : `${tally.minutes.median.toFixed(0)} min`} a case, the median of ${count(tally.minutes.cases)}`}</p></div>
        <div>
          <p className="fig">{right(tally.decided, 'now')}{flagged(tally.decided, 'was') > 0 && <> <span className="q nw">today {right(tally.decided, 'was')}</span></>}</p>
          <p>decided cases that it flags went against the account</p>
          <p className="xs qq">{now.precision === null ? 'it flags no decided case' : `likely ${between(now.precision)}`}; {now.recall === null ? 'no case went against an account yet, so none can be missed' : `of all that went against one it flags ${count(tally.decided.against.now)} of ${count(tally.decided.against.cases)}, likely ${between(now.recall)}`}</p>
        </div>
        <div>
          <p className="fig">{skew === undefined ? '–' : times(skew.ratio.value)} {before !== undefined && skew !== undefined && <span className="q">from {times(before.ratio.value)}</span>}</p>
          <p>{skew === undefined ? 'regions too small to compare' : `flagged in ${skew.region}, against elsewhere`}</p>
          <p className="xs qq">{skew !== undefined && `between ${times(skew.ratio.low)} and ${times(skew.ratio.high)}`}{cleared !== undefined && `; among those cleared ${times(cleared.ratio.value)} in ${cleared.region}`}</p>
        </div>
      </div>
      <div className="in px-3.5 py-2">
        <TableTwin caption="Accounts by declared region, flagged now and under the draft" heads={['Declared region', 'Accounts', 'Flagged now', 'Under the draft', 'Against elsewhere']} rows={skewsIn(tally.regions.now).map(({ region, accounts, hits, ratio }) => [region, count(accounts), count(tally.regions.was[region]?.hits ?? 0), count(hits), `${times(ratio.value)}, ${times(ratio.low)} to ${times(ratio.high)}`])} />
        <p className="xs qq">Judged on {plural(decided, 'decided case')}, each on the evidence it was decided on.{tally.reread !== null && ` Histories were read: ${tally.reread}.`}</p>
      </div>
    </>
  );
}

function hours(value: number): string {
  if (value * 60 < 1) return 'Under 1 min';
  return value < 1 ? `${Math.round(value * 60)} min` : `${value < 10 ? value.toFixed(1) : Math.round(value)} h`;
}

/** How far a backtest is. */
export function BacktestProgress({ read, total, waiting }: { read: number; total: number; waiting: boolean }) {
  const share = total === 0 ? 0 : read / total;
  return <div role="status"><p className="sm mb-1">{waiting ? 'Waits for the worker' : `${count(read)} of ${count(total)} gone through`}</p><Meter share={share} strong /></div>;
}

export type MoveRow = { account: string; name: string; href: string; was: BandName; band: BandName; wasLogOdds: number; logOdds: number; decidedAs: string | null; why: string };

/** Accounts that would stand in another band. `covered`: how many are left out for whom the reader may still be the second reader. */
export function MovesTable({ rows, covered, caption }: { rows: readonly MoveRow[]; covered: number; caption: string }) {
  return (
    <>
      {rows.length === 0 ? <div className="in px-3.5 py-3"><Empty words={covered === 0 ? 'Nobody moves this way' : 'Nobody else moves this way'}>Every account was tried.</Empty></div> : (
        <DataTable caption={caption} className="mvt" rows={rows} keyOf={({ account }) => account} columns={[
          { key: 'account', head: 'Account', names: true, cell: ({ name, href }) => <Link href={href}>{name}</Link> },
          { key: 'odds', head: 'Odds', cell: ({ wasLogOdds, logOdds }) => <span className="nw">{oddsOf(wasLogOdds) === oddsOf(logOdds) ? oddsOf(logOdds) : `${oddsOf(wasLogOdds)} → ${oddsOf(logOdds)}`}</span> },
          { key: 'was', head: 'Now', cell: ({ was }) => <Band band={was} /> },
          { key: 'band', head: 'Draft', cell: ({ band }) => <Band band={band} /> },
          { key: 'decided', head: 'Decided as', cell: ({ decidedAs }) => decidedAs ?? <span className="qq">not decided</span> },
          { key: 'why', head: 'Why it moves', cell: ({ why }) => <span className="q">{why}</span> },
        ]} />
      )}
      {covered > 0 && <p className="in xs qq px-3.5 py-2"><Icon name="eye-off" small /> {plural(covered, 'account that moves is', 'accounts that move are')} covered, whichever way: you may still be the second reader.</p>}
    </>
  );
}
