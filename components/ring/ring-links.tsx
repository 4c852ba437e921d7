import type { Instant } from '@/lib/kernel/instant';
import { LinkGraph } from '../evidence/exhibits/link-graph';
import { Panel } from '../ui/panel';
import { DataTable } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';
import { count, plural } from '../ui/words';

/** What members share. `nats` is the strongest link through it; 0 for a crowd. */
export type SharedThing = { id: string; label: string; kind: string; members: readonly string[]; accounts: number; hub: boolean; rarity: string | null; since: Instant; /** The clock that the account declares which showed it first; null where that is none, or two. */ there: string | null; nats: number };

/** Why they are linked: drawn, and as a table. A hub is drawn as a crowd and links nobody. */
export function RingLinks({ name, members, links, now }: { name: string; members: readonly { account: string; name: string }[]; links: readonly SharedThing[]; now: Instant }) {
  return (
    <div className="halves">
      <LinkGraph
        title="Why they are linked"
        tableClosed
        accounts={members.map(({ account, name: label }) => ({ id: account, label, role: 'inside' as const }))}
        identifiers={links.map(({ id, label, kind, accounts, hub, rarity }) => ({ id, label, kind, accounts, hub, rarity }))}
        edges={links.flatMap(({ id, members: there, nats, hub }) => there.map((account) => ({ account, identifier: id, weight: nats, solid: !hub && nats >= 1 })))}
        why={links.map(({ id, nats, hub }) => ({ identifier: id, words: hub ? 'Links nobody' : strengthWords(nats) }))}
        describe={`The ${name} ring: ${plural(members.length, 'account')} and ${plural(links.length, 'thing')} that they share. A table follows.`}
      />
      <Panel title="Links, by how much they count" icon="scroll-text" bleed>
        <DataTable caption="What the members share" className="wraps" rows={links} keyOf={({ id }) => id} columns={[
          { key: 'shared', head: 'Shared', names: true, cell: ({ label, kind }) => <><Id>{label}</Id><br /><span className="xs qq">{kind}</span></> },
          { key: 'members', head: 'Members', numeric: true, cell: ({ members: there }) => count(there.length) },
          { key: 'all', head: 'On all accounts', numeric: true, cell: ({ accounts, hub }) => (hub ? `over ${count(accounts - 1)}` : count(accounts)) },
          { key: 'rare', head: 'How rare', numeric: true, cell: ({ rarity, hub }) => <span className="nw">{hub ? 'common' : (rarity ?? '–')}</span> },
          { key: 'since', head: 'Since', cell: ({ since, there }) => <span className="nw"><Time at={since} now={now} there={there} as="day" /></span> },
          { key: 'counts', head: 'Counts', cell: ({ nats, hub }) => (hub ? <span className="qq">Not at all</span> : <Tag tone={nats >= 2 ? 'ochre' : 'neutral'}>{strengthWords(nats)}</Tag>) },
        ]} />
      </Panel>
    </div>
  );
}

function strengthWords(nats: number): string {
  return nats >= 2 ? 'Strong' : nats >= 1 ? 'Moderate' : 'Weak';
}
