import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { Icon, type IconName } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { Id } from '../../ui/text';
import { plural } from '../../ui/words';
import { PlatformId } from '../../controls/platform-id';

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

/** A picture by the head of its hash, and who shows one like it; `crowd` in words where too many do. */
export type PictureRow = { id: string; says: string; twins: readonly { account: string; says: string }[]; crowd?: string };

export type ChecksListProps = {
  steps: readonly CheckStep[];
  /** Pictures of profile and checks; none where they were not read, as in packets sealed earlier. */
  pictures?: readonly PictureRow[];
  /** What being alike means. */
  alike?: string;
  /** Where ids lead to. */
  pages?: PlatformPages;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
  foot?: ReactNode;
};

const ICON: Readonly<Record<CheckStep['state'], { icon: IconName; look?: string; word: string }>> = {
  passed: { icon: 'circle-check', look: 'done', word: 'passed' },
  failed: { icon: 'triangle-alert', look: 'bad', word: 'failed' },
  abandoned: { icon: 'circle-dashed', word: 'not taken' },
  started: { icon: 'circle', word: 'started' },
  offered: { icon: 'hourglass', word: 'offered, waiting' },
};

/** Identity checks, latest first. What was not taken is not a failure. Then the pictures, by their hashes. */
export function ChecksList({ steps, pictures, alike, pages = NO_PAGES, panel = 'identity', hotkey, aside, foot }: ChecksListProps) {
  const [inside, outside] = [steps.filter((step) => step.outside !== true), steps.filter((step) => step.outside === true)];
  return (
    <Panel title="Identity checks" icon="id-card" aside={aside} panel={panel} hotkey={hotkey} foot={foot}>
      {inside.length > 0 ? <Steps steps={inside} /> : <p className="sm q">{steps.length === 0 ? 'No identity check has been told of.' : 'No check in the days shown.'}</p>}
      {outside.length > 0 && <details className="twin" open={inside.length === 0}><summary>{plural(outside.length, 'check')} outside the days shown</summary><Steps steps={outside} /></details>}
      {pictures !== undefined && <Pictures pictures={pictures} alike={alike} pages={pages} />}
    </Panel>
  );
}

/** Others named before the rest is folded. */
const MOST_TWINS = 4;

function Pictures({ pictures, alike, pages }: { pictures: readonly PictureRow[]; alike?: string; pages: PlatformPages }) {
  return (
    <div className="sharers pictures">
      <span className="lbl">Photos, by their hashes</span>
      {pictures.length === 0 && <p className="q">None has been told of, on the profile or in a check.</p>}
      {pictures.map(({ id, says, twins, crowd }) => (
        <div key={`${id} ${says}`}>
          <p><Id>{id}</Id> <span className="xs q">{says}. {crowd ?? (twins.length === 0 ? 'On no other account' : `Also on ${plural(twins.length, 'other account')}`)}.</span></p>
          {twins.length > 0 && <Twins twins={twins.slice(0, MOST_TWINS)} pages={pages} />}
          {twins.length > MOST_TWINS && <details className="twin"><summary>{twins.length - MOST_TWINS} more</summary><Twins twins={twins.slice(MOST_TWINS)} pages={pages} /></details>}
        </div>
      ))}
      {pictures.length > 0 && alike !== undefined && <p className="xs qq">{alike}</p>}
    </div>
  );
}

function Twins({ twins, pages }: { twins: PictureRow['twins']; pages: PlatformPages }) {
  return <ul>{twins.map(({ account, says }, index) => <li key={`${account} ${index}`}><PlatformId kind="account" id={account} pages={pages} here /> <span className="xs q">{says}</span></li>)}</ul>;
}

function Steps({ steps }: { steps: readonly CheckStep[] }) {
  return (
    <ol className="steps">
      {steps.map(({ id, title, says, state }) => <li key={id} className={ICON[state].look}><Icon name={ICON[state].icon} /><span><b className="b">{title}</b><span className="vh">, {ICON[state].word}</span><br /><span className="qq sm">{says}</span></span></li>)}
    </ol>
  );
}
