import type { ReactNode } from 'react';
import { Mark } from './mark';

/** A single card in the middle of an empty page: sign-in, and the pages that say that something is not there. */
export function Door({ title, lead, named = false, children }: { title: string; /** Says whose door it is: to staff, not to account holders. */ named?: boolean; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="door" id="main">
      <div className="card">
        <span className="mark row"><Mark />{named && <b className="b text-t16">Countersign</b>}</span>
        <h1>{title}</h1>
        {lead !== undefined && <p className="q">{lead}</p>}
        {children}
      </div>
    </main>
  );
}
