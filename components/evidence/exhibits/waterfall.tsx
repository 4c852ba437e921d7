import type { ReactNode } from 'react';
import type { Family } from '@/lib/signals/signal';
import { FAMILY, Icon } from '../../ui/icon';
import { likelihood, oddsWords } from '../../ui/words';
import { linear } from './axis';

export type SumStep = { id: string; family: Family | null; words: string; /** The whole sentence, where `words` are its title. */ said?: string; /** Nats that entered. */ llr: number; /** "second in its family, counted by half" */ note?: string };

/** How the odds add up: from where everybody starts, line by line, to where they end. `from` and `to` in nats of log odds. */
export function Waterfall({ from, steps, to, note }: { from: number; steps: readonly SumStep[]; to: number; /** Whether such odds have been held against what was decided. */ note?: string }) {
  const runs = steps.reduce<number[]>((sums, step) => [...sums, (sums.at(-1) ?? from) + step.llr], []);
  const low = Math.min(from, to, ...runs) - 0.3;
  const high = Math.max(from, to, ...runs) + 0.3;
  const scale = linear(low, high, 0, 300);
  return (
    <>
      <ol className="fall">
        <li><span>Where every account starts</span><span /><Line><rect x={scale(from) - 1} y="2" width="2" height="12" fill="var(--text-2)" /></Line><span className="n">{oddsWords(from)}</span></li>
        {steps.map((step, index) => {
          const before = index === 0 ? from : (runs[index - 1] ?? from);
          const after = runs[index] ?? before;
          const { direction, words } = likelihood(step.llr);
          return (
            <li key={step.id}>
              <span className="evw">{step.family !== null && <Icon name={FAMILY[step.family].icon} small />}<span title={step.said}>{step.words}{step.note !== undefined && <span className="xs qq note">{step.note}</span>}</span></span>
              <span className={direction === 'raises' ? 'evx to' : direction === 'lowers' ? 'evx tt' : 'evx'}>{words}</span>
              <Line><rect className={step.llr > 0 ? 'hb' : 'ha'} x={Math.min(scale(before), scale(after))} y="3" width={Math.max(1, Math.abs(scale(after) - scale(before)))} height="10" rx="1.5" /></Line>
              <span className="n">{oddsWords(after)}</span>
            </li>
          );
        })}
        <li className="end"><span>Together</span><span /><Line><rect x={scale(to) - 1} y="2" width="2" height="12" fill="var(--text)" /></Line><span className="n">{oddsWords(to)}</span></li>
      </ol>
      {note !== undefined && <p className="xs qq">{note}</p>}
    </>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <svg viewBox="0 0 300 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">{children}</svg>;
}
