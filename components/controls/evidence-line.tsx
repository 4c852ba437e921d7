'use client';
import type { Family } from '@/lib/signals/signal';
import type { ReactNode } from 'react';
import { FAMILY, Icon } from '../ui/icon';
import { likelihood } from '../ui/words';
import { Below } from './below';

export type EvidenceLineProps = {
  family: Family;
  /** What was seen: "New device, none of the old ones". */
  words: string;
  /** What entered the odds; nats, negative where it points to the verified person. */
  llr: number;
  /** Counted as nothing: said by a line above, apart from the odds, muted by a declaration, or the signal abstained. `why` is then read beside it. */
  state?: keyof typeof STATES;
  why?: string;
  /** Where the rows behind it are; or the rows themselves, opened in place. */
  href?: string;
  rows?: ReactNode;
};

const STATES = { counted: null, above: 'counted above', apart: 'adds nothing', muted: 'muted', abstained: 'abstained' } as const;

const CENTRE = 60;
const NAT = 51;
const RIGHT = 166;
const LEFT = 58;

/** Length of a bar in pixels; logarithmic, so that bars add up as the odds multiply. */
function barOf(llr: number): { x: number; width: number } {
  const width = Math.min(Math.abs(llr) * NAT, llr > 0 ? RIGHT : LEFT);
  return { x: llr > 0 ? CENTRE : CENTRE - width, width };
}

/** One piece of evidence on one line; the whole line opens its rows. A control for the reason that the table behind a drawing is one (`TableTwin`). */
export function EvidenceLine({ family, words, llr, state = 'counted', why, href, rows }: EvidenceLineProps) {
  const { direction, words: weight } = likelihood(llr);
  const { x, width } = barOf(llr);
  const line = (
    <>
      <span className="evw"><Icon name={FAMILY[family].icon} small /><span className="vh">{FAMILY[family].word}: </span><span>{words}</span></span>
      <span className={direction === 'raises' ? 'evx to' : direction === 'lowers' ? 'evx tt' : 'evx'} title={why}>{STATES[state] ?? weight}</span>
      <span className="evb">
        <svg viewBox="0 0 226 24" aria-hidden="true" focusable="false">
          <line x1={CENTRE} x2={CENTRE} y1="0" y2="24" className="ax" />
          {state === 'counted' && direction !== 'neither' && <rect className={llr > 0 ? 'hb' : 'ha'} x={x} y="7" width={width} height="10" rx="1.5" />}
        </svg>
      </span>
    </>
  );
  const look = state === 'counted' ? 'ev' : 'ev muted';
  if (rows !== undefined) return <details><summary className={look}>{line}</summary><Below folded><div className="evrows">{why !== undefined && <p className="xs q">{why}</p>}{rows}</div></Below></details>;
  if (href !== undefined) return <a className={look} href={href}>{line}</a>;
  return <div className={look}>{line}</div>;
}
