import { UNEXPLAINED } from '@/lib/decisions/measure-form';
import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { Panel } from '../ui/panel';
import { Tag, type TagTone } from '../ui/tag';
import { Facts, Id } from '../ui/text';
import { Time } from '../ui/time';
import { NoticeText } from './notice-text';

/** A decision with everything about it that may be shown to this reader. */
export type ProposalProps = {
  id?: string;
  /** "D-2318-1" */
  name: string;
  /** "Payout hold, 7 days, up to $1,870" */
  measure: string;
  status: { words: string; tone: TagTone };
  proposedBy: string;
  /** It took nobody else. */
  alone?: boolean;
  at: Instant;
  /** What it said is not told to this reader: there is a name, a status, a proposer. */
  covered?: boolean;
  grounds: readonly { number: string; title: string }[];
  /** Whose grounds these are, where two people named different ones: "Both signed: 2.4; only the first: 4.2." */
  signed?: string | null;
  reason: string;
  /** What the innocent story leaves unexplained, by whoever signed it. */
  unexplained?: readonly { by: string; words: string }[];
  /** Null for measures that tell the holder nothing. */
  notice: Parameters<typeof NoticeText>[0]['notice'] | null;
  facts: readonly { term: string; fact: ReactNode }[];
  now: Instant;
  zone?: string;
  /** Lift, open the page of the holder … */
  acts?: ReactNode;
};

export function ProposalSummary({ id, name, covered = false, measure, status, proposedBy, at, grounds, signed = null, reason, unexplained = [], notice, facts, now, zone, acts, alone = false }: ProposalProps) {
  return (
    <Panel id={id} title={measure} icon="stamp" aside={<Tag tone={status.tone}>{status.words}</Tag>} foot={acts}>
      <div className="col far">
        <p className="sm q"><span className="id">{name}</span>, {alone ? 'decided' : 'proposed'} by {proposedBy} <Time at={at} now={now} zone={zone} /></p>
        {covered && <p className="sm q"><Icon name="eye-off" small /> What it said stays covered from you: you may be the second reader of the next.</p>}
        {grounds.length > 0 && <ul className="sm">{grounds.map((ground) => <li key={ground.number}><Id>{ground.number}</Id> {ground.title}</li>)}</ul>}
        {signed !== null && <p className="sm"><Icon name="stamp" small /> {signed}</p>}
        {reason !== '' && <p className="says">{reason}</p>}
        {unexplained.length > 0 && <div><span className="lbl">{UNEXPLAINED}</span>{unexplained.map(({ by, words }, nth) => <p key={nth} className="says"><b className="b">{by}:</b> {words}</p>)}</div>}
        <Facts facts={facts} />
        {notice !== null && <details className="twin"><summary>{signed === null ? 'The notice, as it was sealed' : 'The notice, on the grounds that hold'}</summary><NoticeText notice={notice} /></details>}
      </div>
    </Panel>
  );
}

/** What must be so before an act; the button stays off until all are met. */
export function GateList({ gates }: { gates: readonly { words: string; met: boolean }[] }) {
  return <ul className="gates">{gates.map(({ words, met }) => <li key={words} className={met ? 'met' : undefined}><Icon name={met ? 'circle-check' : 'circle-dashed'} /><span>{words}<span className="vh">, {met ? 'met' : 'open'}</span></span></li>)}</ul>;
}
