import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { OnPlatform } from '../controls/platform-id';
import { Time } from '../ui/time';
import { Meter } from '../ui/text';
import type { Factor, QueueRow } from './row';

/** Why the current row stands where it stands; the acts come as children. */
export function QueuePeek({ row, first, now, zone, platform, children }: {
  row: QueueRow;
  /** The first of a list in the order of evidence, harm and waiting. */
  first: boolean;
  now: Instant;
  zone?: string;
  /** Where ids lead to. */
  platform?: PlatformPages;
  children?: ReactNode;
}) {
  const { why } = row;
  return (
    <>
      <p className="lbl">{first ? 'Why is this first?' : 'Why is this here?'}</p>
      <h2>{row.account.name} <OnPlatform kind="account" id={row.account.id} pages={platform} /></h2>
      <p className="q sm">{row.name}, open since <Time at={row.openedAt} now={now} zone={zone} as="day" /></p>
      <p className="because"><b className="b">{first ? 'First because:' : 'Here because:'}</b> {why.because}</p>
      {why.group !== null && <p className="sm q">Goes to {why.group}.</p>}
      <div className="fx">
        <Share name="Evidence" factor={why.evidence} />
        <span className="times" aria-hidden="true">×</span>
        <Share name="Harm" factor={why.harm} />
        <span className="times" aria-hidden="true">×</span>
        <Share name="Waiting" factor={why.waiting} />
      </div>
      <hr />
      <h3>In one breath</h3>
      <p className="says my-1">{why.breath}</p>
      {why.missing !== null && <><h3>Not known yet</h3><p className="sm q mb-2.5">{why.missing}</p></>}
      {children}
    </>
  );
}

function Share({ name, factor }: { name: string; factor: Factor | null }) {
  if (factor === null) return <div className="row sp"><span>{name}</span><b className="b">covered</b></div>;
  return (
    <div>
      <div className="row sp"><span>{name}</span><b className="b">{factor.value}</b></div>
      <Meter share={factor.share} strong />
      <p className="xs qq">{factor.words}</p>
    </div>
  );
}
