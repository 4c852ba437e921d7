import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import type { Result } from '@/lib/kernel/result';
import { ExploreLinks } from '../../controls/explore-links';
import { Panel } from '../../ui/panel';
import { TableTwin } from '../../controls/table-twin';
import { count, plural } from '../../ui/words';
import { PlatformId } from '../../controls/platform-id';
import { halfBox, layOut, type GraphAccount, type GraphEdge, type GraphIdentifier, type Layout } from './graph-layout';

export type { GraphAccount, GraphEdge, GraphIdentifier } from './graph-layout';

export type LinkGraphProps = {
  title?: string;
  accounts: readonly GraphAccount[];
  identifiers: readonly GraphIdentifier[];
  edges: readonly GraphEdge[];
  /** Why each shared thing counts, for the table under the drawing. */
  why: readonly { identifier: string; words: string }[];
  describe: string;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
  /** The same address with everything drawn. */
  moreHref?: string;
  /** Where ids lead to. */
  pages?: PlatformPages;
  /** Asks what hangs on another account, for whoever walks on. */
  grow?: (account: string) => Promise<Result<{ accounts: readonly GraphAccount[]; identifiers: readonly GraphIdentifier[]; edges: readonly GraphEdge[] }>>;
  /** Somebody walks in it from the beginning. */
  walks?: boolean;
  /** Where another table beside it says the same. */
  tableClosed?: boolean;
};

/** Accounts are circles, what they share are boxes; width is weight, rarity is written on the line. A hub is a crowd and links nobody. */
export function LinkGraph({ title = 'Links', accounts, identifiers, edges, why, describe, panel = 'links', hotkey, aside, moreHref, pages = NO_PAGES, grow, walks, tableClosed = false }: LinkGraphProps) {
  const middle = accounts.find(({ role }) => role === 'self') ?? null;
  const layout = layOut(accounts, identifiers, edges, middle === null ? 480 : 440);
  const nameOf = new Map(accounts.map(({ id, label }) => [id, label]));
  const words = new Map(why.map((one) => [one.identifier, one.words]));
  return (
    <Panel title={title} icon="link-2" aside={aside} panel={panel} hotkey={hotkey}>
      <figure className={middle === null ? 'exhibit' : 'exhibit linked'}>
        {middle === null ? <Drawing layout={layout} edges={edges} describe={describe} /> : <div><ExploreLinks piece={{ accounts, identifiers, edges }} middle={middle.id} describe={describe} pages={pages} grow={grow} walks={walks}><Drawing layout={layout} edges={edges} describe={describe} /></ExploreLinks></div>}
        <figcaption>
          {layout.hidden > 0 && <p className="xs q">{plural(layout.hidden, 'more node')} not drawn: the strongest links come first.{moreHref !== undefined && <> <a href={moreHref}>Draw them</a></>}</p>}
          <TableTwin
            open={!tableClosed}
            summary="What is shared, as a table"
            caption="What is shared, with whom, and why it counts"
            heads={['Shared', 'With', 'How rare', 'Why it counts']}
            rows={identifiers.map(({ id, label, kind, accounts: shown, hub, rarity, outside, client }) => {
              const others = edges.filter((edge) => edge.identifier === id && edge.account !== middle?.id);
              return [<span key="l">{client === undefined ? <span className="id nw">{label}</span> : <PlatformId kind="client" id={client} shown={label} pages={pages} />} <span className="xs qq">{kind}</span></span>, hub ? `${count(shown)} accounts: a hub` : <Others key="o" others={others} nameOf={nameOf} pages={middle === null ? null : pages} />, rarity ?? 'not known', hub ? 'Links nobody' : `${words.get(id) ?? ''}${outside === true ? '; not in the days shown' : ''}`];
            })}
          />
        </figcaption>
      </figure>
    </Panel>
  );
}

/** Who else shows it, each with why, and the way to its own page on the platform. */
function Others({ others, nameOf, pages }: { others: readonly GraphEdge[]; nameOf: ReadonlyMap<string, string>; pages: PlatformPages | null }) {
  return (
    <>
      {others.slice(0, MOST_OTHERS).map((edge) => (
        <span key={edge.account} className="other" title={edge.says}>
          {pages === null ? (nameOf.get(edge.account) ?? edge.account) : <PlatformId kind="account" id={edge.account} shown={nameOf.get(edge.account) ?? edge.account} pages={pages} here />}
          {edge.says !== undefined && <span className="vh">, {edge.says}</span>}
        </span>
      ))}
      {others.length > MOST_OTHERS && <span className="xs qq nw">{others.length - MOST_OTHERS} more</span>}
    </>
  );
}

const MOST_OTHERS = 3;

function Drawing({ layout, edges, describe }: { layout: Layout; edges: readonly GraphEdge[]; describe: string }) {
  const spot = new Map([...layout.accounts, ...layout.identifiers, ...layout.hubs].map((node) => [node.id, node]));
  const lines = edges.flatMap((edge) => {
    const [a, b] = [spot.get(edge.account), spot.get(edge.identifier)];
    return a === undefined || b === undefined ? [] : [{ edge, a, b, hub: layout.hubs.some(({ id }) => id === edge.identifier) }];
  });
  return (
    <svg className="chart tied" viewBox={`0 0 ${layout.width} ${layout.height}`} style={{ maxWidth: layout.width }} role="img" aria-label={describe}>
      {lines.map(({ edge, a, b, hub }) => (
        <line key={`${edge.account} ${edge.identifier}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} stroke={hub || edge.outside === true ? 'var(--control-line)' : 'var(--ochre)'} strokeWidth={hub ? 1.2 : Math.min(3.6, 1 + edge.weight * 0.7)} strokeDasharray={hub ? '2 4' : edge.solid ? undefined : '6 4'}>{edge.says !== undefined && <title>{edge.says}</title>}</line>
      ))}
      {layout.hubs.map((hub) => (
        <g key={hub.id}>
          <circle cx={hub.x} cy={hub.y} r="30" fill="var(--sunken)" stroke="var(--control-line)" strokeDasharray="3 3" /><circle cx={hub.x} cy={hub.y} r="23" fill="none" stroke="var(--line-2)" />
          <text className="bold" x={hub.x} y={hub.y - 2} textAnchor="middle">{count(hub.accounts)}</text><text className="tiny" x={hub.x} y={hub.y + 11} textAnchor="middle">accounts</text>
          <text className="halo t10" x={hub.x} y={hub.y + 43} textAnchor="middle">{hub.name}: a hub,</text><text className="halo t10" x={hub.x} y={hub.y + 56} textAnchor="middle">links nobody</text>
        </g>
      ))}
      {layout.identifiers.map((one) => {
        const width = 2 * halfBox(one.name);
        return (
          <g key={one.id}>
            {one.name !== one.label && <title>{one.label}</title>}
            <rect x={one.x - width / 2} y={one.y - 12} width={width} height="24" rx="4" fill="var(--surface)" stroke={one.outside === true ? 'var(--control-line)' : 'var(--ochre)'} strokeDasharray={one.outside === true ? '2 2' : undefined} strokeWidth="1.5" />
            <text className="mono t1" x={one.x} y={one.y + 4} textAnchor="middle">{one.name}</text>
            {one.rarity !== null && <text className="halo t10" x={one.x} y={one.y + 25} textAnchor="middle">{one.rarity}</text>}
          </g>
        );
      })}
      {layout.accounts.map((one) => <AccountNode key={one.id} node={one} />)}
    </svg>
  );
}

function AccountNode({ node: { x, y, role, label, name } }: { node: Layout['accounts'][number] }) {
  const filled = role === 'self' || role === 'inside';
  return (
    <g>
      <circle cx={x} cy={y} r={role === 'self' ? 12 : 8} fill={filled ? 'var(--ink)' : 'var(--surface)'} stroke="var(--text-2)" strokeWidth="1.6" strokeDasharray={role === 'out' ? '3 2.5' : undefined} />
      {role === 'self' || role === 'inside'
        ? <text className="halo bold t1" x={x} y={y + (role === 'self' ? 28 : 22)} textAnchor="middle">{name}</text>
        : <text className="halo" x={x + 13} y={y + 4}>{name}</text>}
      {name !== label && <title>{label}</title>}
    </g>
  );
}
