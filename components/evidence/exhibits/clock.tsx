import type { ReactNode } from 'react';
import { HAND, type Hand } from '../../ui/hands';
import { Panel } from '../../ui/panel';
import { TableTwin } from '../../controls/table-twin';
import { plural } from '../../ui/words';
import { rects } from './axis';

/** Activity over the 24 hours of the claimed local day; `hours[0]` is midnight to one, as a share of the busiest hour (0 to 1). */
export type ClockRing = {
  hours: readonly number[];
  hand: Hand;
  /** "Until 10 Sep" */
  title: string;
  /** "09 to 18 (08 to 17 UTC). Fits UTC+1." Of everything that was done. */
  says: string;
};

export type ClockProps = {
  /** Before the handover, or everything where there is none. */
  inner: ClockRing | null;
  outer: ClockRing | null;
  /** When each device is at work. */
  devices?: readonly { device: string; hand: Hand; sessions: number; hours: readonly number[]; says: string; /** The same by UTC. */ utc?: string | null }[];
  /** "Leeds time" */
  place: string;
  /** Who else looks like this; always printed. */
  innocent: string;
  describe: string;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

const C = 113;
const NIGHT = [22, 23, 0, 1, 2, 3, 4, 5];

/** The working day as a circle: midnight up, inner ring before the handover, outer ring since, night shaded. */
export function Clock({ inner, outer, devices = [], place, innocent, describe, panel = 'clock', hotkey, aside }: ClockProps) {
  const rings = [inner === null ? null : { ...inner, name: outer === null ? 'The ring' : 'Inner ring' }, outer === null ? null : { ...outer, name: inner === null ? 'The ring' : 'Outer ring' }].filter((ring) => ring !== null);
  return (
    <Panel title="Working clock" icon="clock" aside={aside} panel={panel} hotkey={hotkey}>
      <figure className="exhibit">
        <div className="clk">
          <svg className="chart" viewBox="0 0 226 226" role="img" aria-label={describe}>
            <path d={NIGHT.map((hour) => wedge(hour, 44, 89)).join('')} fill="var(--night)" />
            {inner !== null && <path d={ringShape(inner.hours, 44, 20.5)} fill={HAND[inner.hand].colour} />}
            {outer !== null && <path d={ringShape(outer.hours, 64.5, 24.5)} fill={HAND[outer.hand].colour} />}
            {[44, 64.5, 89].map((r) => <circle key={r} cx={C} cy={C} r={r} className="gl2" />)}
            {[[0, C, 19], [6, 212, 117], [12, C, 215], [18, 14, 117]].map(([hour, x, y]) => <text key={hour} className="t3" x={x} y={y} textAnchor="middle">{String(hour).padStart(2, '0')}</text>)}
            <text className="t1 bold" x={C} y="111" textAnchor="middle">Claimed</text>
            <text x={C} y="126" textAnchor="middle">{place}</text>
          </svg>
          <figcaption className="sm">
            {rings.map(({ name, title, says, hand }) => <p key={name}><b className={hand === 'verified' ? 'b tt2' : hand === 'other' ? 'b to2' : 'b'}>{name}, {title}</b><br />{says}</p>)}
            {rings.length === 0 && <p>Too few active days to draw a working day.</p>}
            <p className="q xs">{innocent}</p>
          </figcaption>
        </div>
        {devices.length > 1 && <DeviceHours devices={devices} />}
        <TableTwin drawn caption="Activity by hour of the claimed local day" heads={['Hour', ...rings.map(({ name }) => name)]} rows={Array.from({ length: 24 }, (_, hour) => [String(hour).padStart(2, '0'), ...rings.map(({ hours }) => `${Math.round((hours[hour] ?? 0) * 100)}% of the busiest hour`)])} />
      </figure>
    </Panel>
  );
}

/** A strip of the claimed day for each device: whose hours are whose. */
function DeviceHours({ devices }: { devices: NonNullable<ClockProps['devices']> }) {
  return (
    <div className="devhours">
      <p className="lbl">Sessions by device, midnight to midnight</p>
      {devices.map(({ device, hand, sessions, hours, says, utc = null }) => (
        <div key={device}>
          <span className="id">{device}</span>
          <svg viewBox="0 0 240 12" preserveAspectRatio="none" role="img" aria-label={`${device}, ${HAND[hand].word.toLowerCase()}: active ${says}${utc === null ? '' : ` (${utc} UTC)`}, ${plural(sessions, 'session')}.`}>
            <rect width="240" height="12" fill="var(--sunken)" />
            <path className={HAND[hand].fill} d={rects(hours.flatMap((share, hour) => { const height = Math.max(2, share * 12); return share > 0.02 ? [{ x: hour * 10, y: 12 - height, width: 9.4, height }] : []; }))} />
          </svg>
          <span className="xs q nw">{says}{utc !== null && <><br /><span className="qq whitespace-normal">{utc} UTC</span></>}</span>
        </div>
      ))}
    </div>
  );
}

function ringShape(hours: readonly number[], from: number, depth: number): string {
  return hours.map((share, hour) => (share <= 0.02 ? '' : wedge(hour, from + 1, from + 1 + Math.max(1.5, share * (depth - 2))))).join('');
}

/** One hour between two radii, with a hair of space to its neighbours. */
function wedge(hour: number, inner: number, outer: number): string {
  const a = ((hour * 15 + 0.6) * Math.PI) / 180;
  const b = (((hour + 1) * 15 - 0.6) * Math.PI) / 180;
  const at = (angle: number, r: number) => `${(C + r * Math.sin(angle)).toFixed(1)} ${(C - r * Math.cos(angle)).toFixed(1)}`;
  return `M${at(a, inner)}L${at(a, outer)}A${outer.toFixed(1)} ${outer.toFixed(1)} 0 0 1 ${at(b, outer)}L${at(b, inner)}A${inner.toFixed(1)} ${inner.toFixed(1)} 0 0 0 ${at(a, inner)}Z`;
}
