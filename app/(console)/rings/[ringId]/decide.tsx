import Link from 'next/link';
import { WaveForm } from '@/components/controls/wave-form';
import { Key } from '@/components/ui/key';
import { Panel } from '@/components/ui/panel';
import type { WavePlan } from '@/lib/decisions/queries/wave-plan';
import { decideOnRing } from '../actions';

/** The right-hand side of a ring that stands: first the measure, then one form for everybody who is in. */
export function DecideOnce({ ring, plan }: { ring: string; plan: WavePlan }) {
  const measure = plan.measures.find(({ chosen }) => chosen);
  const address = `/rings/${encodeURIComponent(ring)}`;
  return (
    <Panel title={measure === undefined ? 'Decide once' : `${measure.name}, once for the ring`} icon="stamp" acts>
      <div className="col far">
        <nav className="row wrap" aria-label="Measure for the ring">
          {plan.measures.map(({ id, name, hotkey, says, chosen }) => <Link key={id} data-key={hotkey} aria-keyshortcuts={hotkey} className={chosen ? 'btn sml pri' : 'btn sml'} href={`${address}?measure=${id}`} aria-current={chosen ? 'page' : undefined} title={says}>{name} <Key keys={hotkey} /></Link>)}
        </nav>
        {measure === undefined
          ? <p className="sm q">Choose what should be done. Members tied by {Math.round(plan.tiedEnough * 100)} of 100 or more are in from the start; who does not pass a bar of their own is left out, with the reason.</p>
          : <WaveForm key={measure.id} lines={plan.lines.map(({ account, leave, blast }) => ({ account, isIn: leave === null, decided: leave === 'decided', appealed: leave === 'appealed', blast }))} measure={measure} hidden={{ ring, wave: plan.wave }} action={decideOnRing} />}
      </div>
    </Panel>
  );
}
