import Link from 'next/link';
import type { ReactNode } from 'react';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { PlatformId } from '../controls/platform-id';
import { Facts, Id } from '../ui/text';

export type WhoProps = {
  name: string;
  id: string;
  href: string;
  /** "Full-stack developer, solo account." and "Declared in Leeds, on UK time." */
  lines: readonly string[];
  facts: readonly { term: string; fact: ReactNode }[];
  /** What the account has told about itself: travel, VPN, agency … `given` false is "No travel … declared". */
  declared: readonly { words: string; given: boolean }[];
  /** Fields held back: `masked` is what may be seen; `act` is the reveal control. */
  masked: readonly { label: string; masked: string | null; act: ReactNode }[];
  ring: { name: string; size: number; why: string; href: string | null } | null;
  before: readonly { words: string; href: string | null; says: string | null }[];
  /** `name` null where the platform told none. */
  clients: readonly { name: string | null; says: string }[];
  /** Where ids lead to. */
  pages?: PlatformPages;
  /** The history is still being read: what it tells has its room already. */
  waits?: boolean;
};

/** As much room as most accounts take, lines. */
const ROOM = { lines: 3, facts: 5, declared: 3 } as const;

/** Who the account is, left of the evidence. Nothing here is a finding. */
export function WhoColumn({ name, id, href, lines, facts, declared, masked, ring, before, clients, pages = NO_PAGES, waits = false }: WhoProps) {
  return (
    <>
      <section>
        <div className="idn"><Avatar name={name} /><div><h2><Link className="text-fg" href={href} prefetch={false}>{name}</Link></h2><p><PlatformId kind="account" id={id} pages={pages} quiet /></p></div></div>
        <p className="q sm mt-2 mb-2.5">{waits ? <Room lines={ROOM.lines} /> : lines.map((line) => <span className="block" key={line}>{line}</span>)}</p>
        {waits ? <div className="facts"><Room lines={ROOM.facts} /></div> : <Facts facts={facts} />}
      </section>
      <hr />
      <Part title="Declared by the account">
        {waits && <div className="lst"><Room lines={ROOM.declared} /></div>}
        <ul className="lst">{declared.map(({ words, given }) => <li key={words} className={given ? undefined : 'qq'}><Icon name={given ? 'circle-check' : 'circle-dashed'} small /> {words}</li>)}</ul>
      </Part>
      {masked.length > 0 && (
        <Part title="Held back until needed">
          <ul className="lst rev">{masked.map(({ label, masked: seen, act }) => <li key={label}><span>{label}{seen !== null && <span className="block"><Id quiet>{seen}</Id></span>}</span>{act}</li>)}</ul>
          <p className="xs qq">A reveal asks for its purpose and is written in the ledger.</p>
        </Part>
      )}
      {ring !== null && (
        <Part title="Ring">
          <RingLink ring={ring} />
        </Part>
      )}
      <Part title="Before this case">
        {before.length === 0 ? <p className="sm qq">No case before this one.</p> : (
          <ul className="lst">{before.map(({ words, href: to, says }) => (
            <li key={words}><Icon name="history" small /> {to === null ? words : <Link href={to} prefetch={false}>{words}</Link>}{says !== null && <span className="block qq xs under">{says}</span>}</li>
          ))}</ul>
        )}
      </Part>
      <Part title="Clients now" last>
        {clients.length === 0 ? <p className="sm qq">No live contract.</p> : <ul className="lst cl">{clients.map((client) => <li key={client.name ?? ''}>{client.name === null ? <span className="q">client not told</span> : <PlatformId kind="client" id={client.name} pages={pages} />}<span className="qq">{client.says}</span></li>)}</ul>}
      </Part>
    </>
  );
}

/** Lines that are kept free. */
function Room({ lines }: { lines: number }) {
  return Array.from({ length: lines }, (_, index) => <span className="room" key={index} aria-hidden="true">&nbsp;</span>);
}

function RingLink({ ring: { name, size, why, href } }: { ring: NonNullable<WhoProps['ring']> }) {
  const inside = <><Icon name="users-round" /><span><b className="b">{name}</b>, {size} accounts<br /><span className="qq xs">{why}</span></span></>;
  return href === null ? <p className="ringlink">{inside}</p> : <Link className="ringlink" href={href} prefetch={false}>{inside}</Link>;
}

function Part({ title, last = false, children }: { title: string; last?: boolean; children: ReactNode }) {
  return <section><h3>{title}</h3>{children}{!last && <hr />}</section>;
}
