import type { Compared } from '@/components/decision/verdicts';
import type { Verdict } from '@/lib/decisions/queries/verdicts';

/** In the place of words that the measure of one of them does not ask for. */
const NOT_ASKED = 'Not asked by this measure';

/** Two verdicts, line by line. */
export function comparedRows(first: Verdict, second: Verdict): Compared[] {
  return [
    { title: 'Measure', first: first.measure, second: second.measure },
    { title: 'Grounds', first: groundsIn(first), second: groundsIn(second) },
    ...(first.unexplained === null && second.unexplained === null ? [] : [{ title: 'Left unexplained', first: first.unexplained ?? NOT_ASKED, second: second.unexplained ?? NOT_ASKED }]),
    { title: 'Why', first: first.why === '' ? 'Nothing written' : first.why, second: second.why },
  ];
}

function groundsIn({ grounds }: Verdict): string {
  return grounds.length === 0 ? 'None' : grounds.join('; ');
}
