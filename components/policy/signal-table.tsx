import Link from 'next/link';
import { againstShare, firedOn, overturnedShare, whyItStays, whyUncompared, worstSkew, type ReportCard } from '@/lib/insights/report-card';
import type { Policy, SignalState } from '@/lib/policy/policy';
import type { Family } from '@/lib/signals/signal';
import { FAMILY, Icon } from '../ui/icon';
import { DataTable, type Column } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { count, likelihood } from '../ui/words';

/** A signal as the policy has it. `weight` in nats, at its fullest; `card` null before the first count. */
export type SignalRow = { id: string; title: string; family: Family; href: string; state: SignalState; weight: number; halfLifeDays: number; card: ReportCard | null };

/** Signals that answer for themselves: how often they fired, what became of their cases, where they fall. */
export function SignalTable({ rows, limits }: { rows: readonly SignalRow[]; /** Null for a version of before, whose figures nobody counts any more. */ limits: Policy['reports'] | null }) {
  const counted: readonly Column<SignalRow>[] = limits === null ? [] : [
    { key: 'fired', head: 'Fired', numeric: true, cell: ({ card }) => (card === null ? <Unknown /> : count(firedOn(card))) },
    { key: 'against', head: 'Settled against', numeric: true, cell: ({ card }) => <Share share={card === null ? null : againstShare(card)?.value ?? null} /> },
    { key: 'overturned', head: 'Overturned', numeric: true, cell: ({ card }) => <b className="b"><Share share={card === null ? null : overturnedShare(card)?.value ?? null} /></b> },
    { key: 'bar', head: <span className="vh">Overturned against the limit</span>, cell: ({ card }) => <LimitBar share={card === null ? null : overturnedShare(card)?.value ?? null} limit={limits.overturnedAbove} /> },
    { key: 'skew', head: 'Skew by region', numeric: true, cell: ({ card }) => <><SkewWords card={card} limits={limits} /><Stays card={card} limits={limits} /></> },
  ];
  return (
    <DataTable caption="Signals with their state, weight and how they did" className="sg" rows={rows} keyOf={({ id }) => id} columns={[
      { key: 'signal', head: 'Signal', names: true, cell: ({ id, title, family, href }) => <><Icon name={FAMILY[family].icon} /><span className="vh">{FAMILY[family].word}: </span><Link href={href}>{title}</Link> <Id quiet>{id}</Id></> },
      { key: 'state', head: 'State', cell: ({ state }) => <StateTag state={state} /> },
      ...counted,
      { key: 'weight', head: 'Weight', numeric: true, cell: ({ state, weight }) => (state === 'off' || weight === 0 ? <span className="qq">none</span> : <span className="nw">{likelihood(weight).times}</span>) },
      { key: 'half', head: 'Half-life', numeric: true, cell: ({ halfLifeDays }) => <span className="nw">{count(halfLifeDays)} d</span> },
    ]} />
  );
}

export function StateTag({ state }: { state: SignalState }) {
  if (state === 'on') return <Tag icon="circle-check">On</Tag>;
  return state === 'shadow' ? <Tag tone="line" icon="circle-dashed">Shadow</Tag> : <Tag tone="line" icon="x">Off</Tag>;
}

function Unknown() {
  return <span className="qq">–<span className="vh">not counted yet</span></span>;
}

/** "4%", or a dash where no case was counted. */
export function Share({ share }: { share: number | null }) {
  return share === null ? <span className="qq">–<span className="vh">no case in this count</span></span> : <>{Math.round(share * 100)}%</>;
}

/** A share of a whole, with its limit as an upright tick; past it the bar turns brick. `most`: what its whole length stands for. */
export function LimitBar({ share, limit, most = Math.max(0.4, limit * 1.6) }: { share: number | null; limit: number; most?: number }) {
  if (share === null) return null;
  const x = (value: number): string => `${Math.round((Math.min(value, most) / most) * 1000) / 10}%`;
  return (
    <svg className="meter-limit" role="img" aria-label={`${Math.round(share * 100)}% overturned, limit ${Math.round(limit * 100)}%`}>
      <rect y="4" width="100%" height="6" rx="3" fill="var(--sunken)" /><rect y="4" width={x(share)} height="6" rx="3" fill={share > limit ? 'var(--brick)' : 'var(--text-3)'} />
      <line x1={x(limit)} x2={x(limit)} y1="0" y2="14" stroke="var(--text)" strokeWidth="1.5" />
    </svg>
  );
}

function SkewWords({ card, limits }: { card: ReportCard | null; limits: Policy['reports'] }) {
  if (card === null) return <Unknown />;
  const skew = worstSkew(card, limits);
  if (skew === null) return <span className="nw xs qq">{whyUncompared(card, limits)}</span>;
  const past = skew.ratio.low > limits.skewAbove;
  return <span className="nw" title={`${skew.region}: ${skew.ratio.low.toFixed(1)} to ${skew.ratio.high.toFixed(1)} times the others`}>{past && <Icon name="triangle-alert" small />} {past ? <b className="b">{skew.ratio.value.toFixed(1)}×</b> : `${skew.ratio.value.toFixed(1)}×`}</span>;
}

/** Why a signal counts on although its figures look past a limit. */
function Stays({ card, limits }: { card: ReportCard | null; limits: Policy['reports'] }) {
  const why = card === null ? null : whyItStays(card, limits);
  return why === null ? null : <span className="block nw xs qq" title="Why it does not go to shadow by itself">{why}</span>;
}
