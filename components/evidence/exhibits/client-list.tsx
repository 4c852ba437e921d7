import Link from 'next/link';
import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { Panel } from '../../ui/panel';
import { DataTable, type Column } from '../../ui/table';
import { plural } from '../../ui/words';
import { PlatformId } from '../../controls/platform-id';

export type ClientRow = {
  /** Null where the platform told none. */
  client: string | null;
  contracts: readonly { id: string; says: string; /** Not in the days shown. */ outside?: boolean }[];
  /** Contracts beyond those. */
  more: number;
  /** Reports, marked messages and reviews, in words. */
  said: readonly string[];
  /** Linked accounts that work or worked there: when, by what they are linked, whether a referral was disclosed. */
  colleagues: readonly { account: string; says: string }[];
  /** Beyond those. */
  further?: number;
  outside?: boolean;
};

export type ClientListProps = {
  /** Whose clients they are: all of it stands in its events. */
  account: string;
  clients: readonly ClientRow[];
  /** Clients beyond those. */
  more: number;
  /** Where ids lead to. */
  pages?: PlatformPages;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

/** Clients with their contracts, what they said, and who of the linked accounts is there as well. */
export function ClientList({ account, clients, more, pages = NO_PAGES, panel = 'clients', hotkey, aside }: ClientListProps) {
  const [inside, outside] = [clients.filter((one) => one.outside !== true), clients.filter((one) => one.outside === true)];
  return (
    <Panel title="Clients" icon="users" aside={aside} panel={panel} hotkey={hotkey} foot={<>{more > 0 && `${plural(more, 'further client')}, and every contract, report and marked message: `}<Link href={`/accounts/${encodeURIComponent(account)}?events=work`} prefetch={false}>{more > 0 ? 'all events of work' : 'Every contract, report and marked message'}</Link>. Colleagues at one client are common; what they told the client is not known here.</>}>
      {inside.length > 0 ? <Rows clients={inside} pages={pages} /> : <p className="sm q">No client in the days shown.</p>}
      {outside.length > 0 && <details className="twin" open={inside.length === 0}><summary>{plural(outside.length, 'client')} outside the days shown</summary><Rows clients={outside} pages={pages} /></details>}
    </Panel>
  );
}

const Nothing = () => <ul className="stack"><li className="qq">none</li></ul>;

function Rows({ clients, pages }: { clients: readonly ClientRow[]; pages: PlatformPages }) {
  const columns: readonly Column<ClientRow>[] = [
    { key: 'client', head: 'Client', names: true, cell: ({ client }) => (client === null ? <ul className="stack"><li className="q">not told</li></ul> : <PlatformId kind="client" id={client} pages={pages} />) },
    { key: 'contracts', head: 'Contracts', look: 'sm of-contracts', none: ({ contracts }) => contracts.length === 0, cell: ({ contracts, more }) => (contracts.length === 0 ? <Nothing /> : <ul className="stack">{contracts.map(({ id, says, outside }) => <li key={id}><PlatformId kind="contract" id={id} pages={pages} quiet /> <span className={outside === true ? 'qq' : undefined}>{says}{outside === true && '; not in the days shown'}</span></li>)}{more > 0 && <li className="qq">{plural(more, 'earlier one')}</li>}</ul>) },
    { key: 'said', head: 'What it said', look: 'sm', none: ({ said }) => said.length === 0, cell: ({ said }) => (said.length === 0 ? <Nothing /> : <ul className="stack">{said.map((words) => <li key={words}>{words}</li>)}</ul>) },
    { key: 'colleagues', head: 'Linked accounts there', look: 'sm', none: ({ colleagues }) => colleagues.length === 0, cell: ({ colleagues, further = 0 }) => (colleagues.length === 0 ? <Nothing /> : <ul className="stack">{colleagues.map((one) => <li key={one.account}><PlatformId kind="account" id={one.account} pages={pages} here /> <span className="xs q">{one.says}</span></li>)}{further > 0 && <li className="qq">{further} more, among the links</li>}</ul>) },
  ];
  return <DataTable caption="Clients of this account" className="tops" tight rows={clients} keyOf={({ client }) => client ?? 'not told'} columns={columns} />;
}
