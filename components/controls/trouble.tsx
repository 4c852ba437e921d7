'use client';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { UNREACHABLE } from '@/lib/kernel/unreachable';
import { Door } from '../shell/door';

/** What stands where a page could not be made, as Next's error pages show it: the fault is ours, or the database is away. */
export function Trouble({ error: { digest }, reset, title, lead, way }: { error: { digest?: string }; reset: () => void; title: string; lead: string; way: { href: string; label: string } }) {
  const router = useRouter();
  // Asked for anew, since what failed has mostly failed on the server.
  const again = () => startTransition(() => {
    router.refresh();
    reset();
  });
  const away = digest === UNREACHABLE;
  return (
    <Door title={away ? 'The console cannot reach its database' : title} lead={away ? 'Nothing was changed by it. Try again in a moment; you stay signed in.' : lead}>
      <div className="row">
        <button type="button" className="btn pri" onClick={again}>Try again</button>
        {/* Loaded anew: what broke is not taken along. */}
        <a className="btn" href={way.href}>{way.label}</a>
      </div>
      {!away && digest !== undefined && <p className="xs q">For whoever runs this installation: the server’s log has it under <span className="id">{digest}</span>.</p>}
    </Door>
  );
}
