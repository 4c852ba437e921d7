import type { ReactNode } from 'react';
import { PanelsSeen } from '../controls/panels-seen';
import { Thumb } from '../shell/thumb';

/** The case page's frame: who left, evidence centre, acts right. On a phone the evidence comes first and a thumb bar leads to the acts. */
export function Dossier({ who, may, children }: { who: ReactNode; may: ReactNode; children: ReactNode }) {
  return (
    <>
      <p className="paper">Printed as it stood on the screen: what is masked stays masked, and a text that is folded there because it may be graphic stays folded. A table that says in figures what the drawing beside it shows is left out unless it was open.<span> Everything else that was folded is open. Where a line has more rows than are printed, it says so.</span></p>
      <div className="doss">
        <aside className="who" aria-label="Who">{who}</aside>
        <main className="ev0" id="main">{children}</main>
        <aside className="may" id="may" tabIndex={-1} aria-label="What you may do">{may}</aside>
      </div>
      <Thumb ways={[{ href: '#note', label: 'Note', icon: 'message-square' }, { href: '#may', label: 'What you may do' }]} />
      <PanelsSeen />
    </>
  );
}

/** Two panels side by side; `clock` beside devices takes less than half. */
export function Side({ shape = 'even', children }: { shape?: 'even' | 'clock'; children: ReactNode }) {
  return <div className={shape === 'clock' ? 'two2 d' : 'two2'}>{children}</div>;
}
