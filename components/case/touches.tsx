import Link from 'next/link';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { PlatformId } from '../evidence/platform-id';
import { Empty, Panel } from '../ui/panel';
import { Facts } from '../ui/text';

export type Touches = {
  /** "Live contracts" 3, "Cleared, not yet paid" "$1,870", "Clients waiting" "2, next due Fri". */
  facts: readonly { term: string; fact: string }[];
  /** By client; the contracts themselves by their ids. */
  contracts: readonly { client: string; says: string; ids?: readonly string[] }[];
  pages?: PlatformPages;
};

/** What a measure would touch, before it is chosen. Escrow is not in the events and is never guessed. */
export function TouchesPanel({ facts, contracts, pages = NO_PAGES }: Touches) {
  return (
    <Panel title="What this touches" icon="layers">
      <Facts facts={facts} />
      {contracts.length > 0 && <><hr /><p className="lbl mb-1">Live contracts</p><ul className="lst cl">{contracts.map(({ client, says, ids = [] }) => <li key={client}><span><PlatformId kind="client" id={client} pages={pages} />{ids.length > 0 && <span className="block qq xs">{ids.map((id) => <PlatformId key={id} kind="contract" id={id} pages={pages} quiet />)}</span>}</span><span className="qq nw">{says}</span></li>)}</ul></>}
    </Panel>
  );
}

export type Precedent = { name: string; href: string; outcome: string; appeal: string; granted: boolean };

/** The nearest decided cases, with what became of them. `words`: "4 of 5 began with a hold and a question." */
export function PrecedentsPanel({ precedents, words }: { precedents: readonly Precedent[]; words?: string }) {
  return (
    <Panel title="Nearest decided cases" icon="scale" foot={words}>
      {precedents.length === 0 ? <Empty words="No case like this has been decided yet">Compared by family and weight of the evidence.</Empty> : (
        <ul className="prec">{precedents.map(({ name, href, outcome, appeal, granted }) => <li key={name}><Link className="id" href={href}>{name}</Link><span>{outcome}</span><span className={granted ? 'tt2' : 'qq'}>{appeal}</span></li>)}</ul>
      )}
    </Panel>
  );
}
