import type { ReactNode } from 'react';
import { Mark } from './mark';

/** A single card in the middle of an empty page: sign-in, and the pages that say that something is not there. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="door" id="main">
      <div className="card">
        <span className="mark"><Mark /></span>
        <h1>{title}</h1>
        {lead !== undefined && <p className="q">{lead}</p>}
        {children}
      </div>
    </main>
  );
}
