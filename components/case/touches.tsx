import Link from 'next/link';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { PlatformId } from '../controls/platform-id';
import { Empty, Panel } from '../ui/panel';
import { Icon } from '../ui/icon';
import { Facts } from '../ui/text';

export type Touches = {
  /** "Live contracts" 3, "Cleared, not yet paid" "$1,870", "Clients waiting" "2, next due Fri". */
  facts: readonly { term: string; fact: string }[];
  /** By client, null where the platform told none; the contracts themselves by their ids. */
  contracts: readonly { client: string | null; says: string; ids?: readonly string[] }[];
  pages?: PlatformPages;
};

const TOUCHES = 'touches';

/** The same in one line, beside the button that decides: "3 live contracts, $1,870 not yet paid, 2 clients"; null while it is being read. */
export function TouchesLine({ words }: { words: string | null }) {
  return <p className="xs q mb-1.5"><Icon name="layers" small /> At stake: {words === null ? '…' : <a href={`#${TOUCHES}`}>{words}</a>}</p>;
}

/** What a measure would touch, before it is chosen. Escrow is not in the events and is never guessed. */
export function TouchesPanel({ facts, contracts, pages = NO_PAGES }: Touches) {
  return (
    <Panel title="What this touches" icon="layers" id={TOUCHES} reached>
      <Facts facts={facts} />
      {contracts.length > 0 && <><hr /><p className="lbl mb-1">Live contracts</p><ul className="lst cl">{contracts.map(({ client, says, ids = [] }) => <li key={client ?? ''} className="of-client">{client === null ? <span className="q">client not told</span> : <PlatformId kind="client" id={client} pages={pages} />}<span className="qq nw">{says}</span>{ids.length > 0 && <span className="xs ids">{ids.map((id) => <PlatformId key={id} kind="contract" id={id} pages={pages} quiet />)}</span>}</li>)}</ul></>}
    </Panel>
  );
}

/** A decided case near this one: `common` "2 of 3 findings in common", `outcome` "Ask, then payout hold", `appeal` "refused"; `granted` where it was given up. */
export type Precedent = { name: string; href: string; common: string; outcome: string; appeal: string; granted: boolean };

/** The nearest decided cases, with what became of them. `words`: "4 of 5 ended in payout hold." */
export function PrecedentsPanel({ precedents, words }: { precedents: readonly Precedent[]; words?: string }) {
  return (
    <Panel title="Nearest decided cases" icon="scale" foot={words}>
      {precedents.length === 0 ? <Empty words="No case like this has been decided yet">Compared by what was found and by the odds, over two years.</Empty> : (
        <ul className="prec">{precedents.map(({ name, href, common, outcome, appeal, granted }) => <li key={name}><Link className="id" href={href} prefetch={false}>{name}</Link><span>{outcome}<br /><span className="qq xs">{common}</span></span><span className={granted ? 'tt2' : 'qq'}>{appeal}</span></li>)}</ul>
      )}
    </Panel>
  );
}
