'use client';
import Link from 'next/link';
import { Door } from '@/components/shell/door';

/** Something of ours broke while a page was made. What was typed elsewhere and what is kept stays as it was. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Door title="This page could not be made" lead="Nothing was changed by it. The fault is ours; try again in a moment.">
      <div className="row">
        <button type="button" className="btn pri" onClick={reset}>Try again</button>
        <Link className="btn" href="/">To the start</Link>
      </div>
      {error.digest !== undefined && <p className="xs q">For whoever runs this installation: the server’s log has it under <span className="id">{error.digest}</span>.</p>}
    </Door>
  );
}
