import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { ClaimTold, Holding } from '../controls/holding';
import { Face } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { Time } from '../ui/time';
import { span } from '../ui/moment';

/** Who holds the case: you, you but not for long, somebody else, nobody any more, or nobody. */
export type Lease =
  | { state: 'yours' | 'lapsing' | 'lapsed'; until: Instant }
  | { state: 'theirs'; name: string; until: Instant }
  | { state: 'free' };

export type MayProps = {
  /** The page's address, which a claim may have opened before it was answered. */
  path?: string;
  viewer: string;
  lease: Lease;
  now: Instant;
  /** Others who have the case open; while it is the reader's they cannot act. */
  onlookers: readonly string[];
  /** In place of the line about them: one that keeps itself current. */
  presence?: ReactNode;
  /** Let go, claim, renew: small controls beside the lease. */
  leaseAct?: ReactNode;
  /** The decision form, or why there is none. */
  children: ReactNode;
};

/** The card that acts: the lease, who else is looking, then the decision. */
export function MayCard({ path, viewer, lease, now, onlookers, presence, leaseAct, children }: MayProps) {
  const line = <LeaseLine viewer={viewer} lease={lease} now={now} />;
  const isFree = lease.state === 'free' || lease.state === 'lapsed';
  return (
    <div className="mayin">
      <div className="lease">{path === undefined ? line : <Holding path={path} isFree={isFree} sent={<b className="b">Claiming this case…</b>} held={<b className="b">It is yours now</b>}>{line}</Holding>}</div>
      <div className="pres xs q">{presence ?? <Onlookers names={onlookers} mine={!isFree && lease.state !== 'theirs'} holder={lease.state === 'theirs' ? lease.name : null} />}{path === undefined ? leaseAct : <Holding path={path} isFree={isFree} sent={null} held={null}>{leaseAct}</Holding>}</div>
      {path !== undefined && <ClaimTold path={path} isFree={isFree} isMine={!isFree && lease.state !== 'theirs'} />}
      {children}
    </div>
  );
}

/** "Ben is looking, and cannot act" while the case is the reader's; of any other case nothing is said of what they may. Whoever holds it is named above: of them it is told that they have it open. */
export function Onlookers({ names, mine, holder = null }: { names: readonly string[]; mine: boolean; holder?: string | null }) {
  const others = names.filter((name) => name !== holder);
  const isOpen = others.length < names.length;
  return (
    <>
      {others.map((name) => <Face key={name} name={name} presence="here" small />)}
      <p className="grow">{isOpen && 'It is open on their screen. '}{others.length > 0 ? <>{others.join(' and ')} {others.length === 1 ? 'is' : 'are'} looking{mine ? ', and cannot act' : ' as well'}</> : !isOpen && 'Nobody else is looking.'}</p>
    </>
  );
}

function LeaseLine({ viewer, lease, now }: { viewer: string; lease: Lease; now: Instant }) {
  if (lease.state === 'free') return <b className="b">Nobody holds this case</b>;
  const left = <span className={lease.state === 'lapsing' ? 'tb2 sm nw' : 'q sm nw'}><Icon name="clock" small /> {lease.until > now ? `${span(lease.until - now)} left` : <Time at={lease.until} now={now} />}</span>;
  if (lease.state === 'theirs') return <><span className="row"><Face name={lease.name} presence="here" /><b className="b">{lease.name} holds this case</b></span>{left}</>;
  return <><span className="row"><Face name={viewer} presence="you" /><b className="b">{lease.state === 'lapsed' ? 'Your hold has lapsed' : 'You hold this case'}</b></span>{left}</>;
}

/** In place of the form: why nothing can be decided here now. */
export function MayNot({ words, children }: { words: string; children?: ReactNode }) {
  return <div className="col"><p className="sm q"><Icon name="lock" small /> {words}</p>{children}</div>;
}
