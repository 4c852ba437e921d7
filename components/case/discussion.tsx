import type { NotePiece } from '@/lib/cases/mention';
import type { Instant } from '@/lib/kernel/instant';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Face } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { Panel } from '../ui/panel';
import { Time } from '../ui/time';

/** A note by a person, or one sentence of the history; newest first. */
export type Said = { kind: 'note'; id: string; by: string; you: boolean; at: Instant; text: readonly NotePiece[] } | { kind: 'history'; id: string; at: Instant; sentence: string; /** It tells of evidence: the clock that the account declares stands beside UTC. */ there?: string | null };

/** Notes and the history in sentences, in one stream; the note form comes as children, the ledger has every line. */
export function Discussion({ said, now, zone, ledgerHref, children }: { said: readonly Said[]; now: Instant; zone?: string; ledgerHref: string; children?: ReactNode }) {
  return (
    <Panel title="Discussion" icon="message-square" foot={<Link href={ledgerHref} prefetch={false}>The whole story in the ledger</Link>}>
      <div className="col far">
        {children}
        {said.length === 0 ? <p className="sm qq">Nothing has been said yet.</p> : <ul className="talk">{said.map((one) => <Line key={one.id} said={one} now={now} zone={zone} />)}</ul>}
      </div>
    </Panel>
  );
}

function Line({ said, now, zone }: { said: Said; now: Instant; zone?: string }) {
  if (said.kind === 'history') return <li className="sys"><Icon name="refresh-cw" small /><p className="qq xs">{said.sentence} <Time at={said.at} now={now} zone={zone} there={said.there} as={said.there === undefined ? 'relative' : 'exact'} /></p></li>;
  return (
    <li id={said.id}>
      <Face name={said.by} presence={said.you ? 'you' : 'elsewhere'} />
      <div><b className="b">{said.by}</b> <span className="qq xs"><Time at={said.at} now={now} zone={zone} /></span><p className="says"><Mentions text={said.text} /></p></div>
    </li>
  );
}

/** People who are mentioned stand out, the reader most; everything else is the writer's text as it is. */
function Mentions({ text }: { text: readonly NotePiece[] }) {
  return text.map((piece, index) => (typeof piece === 'string' ? piece : <b className={piece.you ? 'b mention you' : 'b mention'} key={index}>@{piece.person}{piece.you && <span className="vh"> (you)</span>}</b>));
}
