import { Icon } from '../ui/icon';
import type { MeasureChoice } from './choices';

/** The measures as they stand, without a form: for readers who may not act. A locked one says why and never vanishes. */
export function MeasureList({ measures }: { measures: readonly Pick<MeasureChoice, 'id' | 'name' | 'says' | 'state' | 'reason'>[] }) {
  return (
    <ul className="meas">
      {measures.map(({ id, name, says, state, reason }) => (
        <li key={id} className={state === 'locked' ? 'no px-1.5 py-1' : 'px-1.5 py-1'}>
          <span className="mn">{name} {state === 'locked' && <Icon name="lock" small />}{state === 'countersigned' && <Icon name="stamp" small />}</span>
          <span className="md block">{reason ?? says}</span>
        </li>
      ))}
    </ul>
  );
}
