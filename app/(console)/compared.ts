import type { Compared } from '@/components/decision/verdicts';
import type { Verdict } from '@/lib/decisions/queries/verdicts';

/** Two verdicts, line by line. */
export function comparedRows(first: Verdict, second: Verdict): Compared[] {
  return [
    { title: 'Measure', first: first.measure, second: second.measure },
    { title: 'Grounds', first: groundsIn(first), second: groundsIn(second) },
    { title: 'Why', first: first.why === '' ? 'Nothing written' : first.why, second: second.why },
  ];
}

function groundsIn({ grounds }: Verdict): string {
  return grounds.length === 0 ? 'None' : grounds.join('; ');
}
