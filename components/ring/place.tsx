import { WAVE_FORM } from '../decision/wave';
import { Icon } from '../ui/icon';
import { plural } from '../ui/words';

export type PlaceLine = {
  account: string; name: string;
  /** Why it is left out unless somebody says otherwise; null where it is in. */
  leave: string | null; why: string;
  /** False where no choice puts it in. */
  free: boolean;
  grounds: readonly string[]; said: readonly string[];
  /** Digest of what is shown. */
  seen: string;
};

/** One member's place in a decision on its ring: in, or left out for one of the reasons. Fields of the form of the wave: `leave.<account>`, `seen.<account>`. */
export function Place({ line: { account, name, leave, why, free, grounds, said, seen }, carveOuts }: { line: PlaceLine; carveOuts: readonly { id: string; words: string }[] }) {
  if (!free) return <><input type="hidden" name={`leave.${account}`} value={leave ?? 'locked'} form={WAVE_FORM} /><span className="sm q"><Icon name="lock" small /> {why}</span></>;
  return (
    <div className="col place">
      <input type="hidden" name={`seen.${account}`} value={seen} form={WAVE_FORM} />
      <select className="input" name={`leave.${account}`} form={WAVE_FORM} defaultValue={leave ?? ''} aria-label={`${name}: in the decision or left out`}>
        <option value="">In the decision</option>
        {carveOuts.map(({ id, words }) => <option key={id} value={id}>Out: {words}</option>)}
      </select>
      {why !== '' && <span className="xs q">{why}</span>}
      {said.length > 0 && <details className="xs"><summary>{grounds.length > 0 && `On ${grounds.join(', ')}; `}{plural(said.length, 'sentence')} of its own</summary><ul className="plain">{said.map((words) => <li key={words}>{words}</li>)}</ul></details>}
    </div>
  );
}
