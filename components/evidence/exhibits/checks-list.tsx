import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { plural } from '../../ui/words';

export type CheckStep = {
  id: string;
  /** "Document and face passed" */
  title: string;
  /** "3 Sep, on D-41C at home in Leeds" */
  says: string;
  state: 'passed' | 'failed' | 'abandoned' | 'started' | 'offered';
  /** Not in the days shown. */
  outside?: boolean;
};

const ICON: Readonly<Record<CheckStep['state'], { icon: IconName; look?: string; word: string }>> = {
  passed: { icon: 'circle-check', look: 'done', word: 'passed' },
  failed: { icon: 'triangle-alert', look: 'bad', word: 'failed' },
  abandoned: { icon: 'circle-dashed', word: 'not taken' },
  started: { icon: 'circle', word: 'started' },
  offered: { icon: 'hourglass', word: 'offered, waiting' },
};

/** Identity checks, latest first. What was not taken is not a failure. */
export function ChecksList({ steps, panel = 'identity', hotkey, aside, foot }: { steps: readonly CheckStep[]; panel?: string; hotkey?: string; aside?: ReactNode; foot?: ReactNode }) {
  const [inside, outside] = [steps.filter((step) => step.outside !== true), steps.filter((step) => step.outside === true)];
  return (
    <Panel title="Identity checks" icon="id-card" aside={aside} panel={panel} hotkey={hotkey} foot={foot}>
      {inside.length > 0 ? <Steps steps={inside} /> : <p className="sm q">No check in the days shown.</p>}
      {outside.length > 0 && <details className="twin" open={inside.length === 0}><summary>{plural(outside.length, 'check')} outside the days shown</summary><Steps steps={outside} /></details>}
    </Panel>
  );
}

function Steps({ steps }: { steps: readonly CheckStep[] }) {
  return (
    <ol className="steps">
      {steps.map(({ id, title, says, state }) => <li key={id} className={ICON[state].look}><Icon name={ICON[state].icon} /><span><b className="b">{title}</b><span className="vh">, {ICON[state].word}</span><br /><span className="qq sm">{says}</span></span></li>)}
    </ol>
  );
}
