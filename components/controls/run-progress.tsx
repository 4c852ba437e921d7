'use client';
import { toldOf, type Run } from './one-by-one';

/** How far a run is, and a way to stop it between two. It stands there from the start, so that what it tells is heard. */
export function RunProgress({ run, stop }: { run: Run<unknown> | null; stop: () => void }) {
  const going = run === null || run.isOver ? null : { done: run.results.length, total: run.total };
  const told = going === null || going.total === null ? 0 : toldOf(going.done, going.total);
  return (
    <>
      <span className="vh" role="status">{told === 0 ? '' : `${told} of ${going?.total} done.`}</span>
      {going !== null && (
        <div className="row wrap">
          <label className="row sm">{going.total === null ? 'Beginning' : `${going.done} of ${going.total}`} <progress max={going.total ?? 1} value={going.total === null ? undefined : going.done} /></label>
          {going.total !== null && <button type="button" className="btn sml" onClick={stop}>Stop after this one</button>}
        </div>
      )}
    </>
  );
}
