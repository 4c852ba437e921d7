import Link from 'next/link';
import { Empty, Panel } from '../ui/panel';
import { Facts } from '../ui/text';

export type Touches = {
  /** "Live contracts" 3, "Cleared, not yet paid" "$1,870", "Clients waiting" "2, next due Fri". */
  facts: readonly { term: string; fact: string }[];
  contracts: readonly { client: string; says: string }[];
};

/** What a measure would touch, before it is chosen. Escrow is not in the events and is never guessed. */
export function TouchesPanel({ facts, contracts }: Touches) {
  return (
    <Panel title="What this touches" icon="layers">
      <Facts facts={facts} />
      {contracts.length > 0 && <><hr /><p className="lbl mb-1">Live contracts</p><ul className="lst cl">{contracts.map(({ client, says }) => <li key={client}><span className="cut">{client}</span><span className="qq nw">{says}</span></li>)}</ul></>}
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
