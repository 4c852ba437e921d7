import { ListKeys } from '@/components/controls/list-keys';
import { RingList } from '@/components/ring/ring-list';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { stakeWords } from '@/components/ui/text';
import { ringList } from '@/lib/insights/queries/rings';
import { signedIn } from '@/lib/kernel/action';
import { Refused } from '../refused';

export const metadata = { title: 'Rings' };

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function RingsPage({ searchParams }: { searchParams: Params }) {
  const [me, asked] = await Promise.all([signedIn(), searchParams]);
  const ended = asked['ended'] === '1';
  const page = typeof asked['page'] === 'string' && /^[1-9]\d{0,2}$/.test(asked['page']) ? Number(asked['page']) : 1;
  const found = await ringList(me, { ended, page });
  if (!found.ok) return <Refused refusal={found} title="Rings" />;
  const { rings, more, now } = found.value;
  const address = (at: number): string => `/rings?${new URLSearchParams({ ...(ended ? { ended: '1' } : {}), ...(at > 1 ? { page: String(at) } : {}) }).toString()}`;
  return (
    <>
      <TopBar title="Rings" beside={<span className="sm q hm">Accounts tied by two independent kinds of link, or by one that four people and more came to</span>}><ButtonLink href={ended ? '/rings' : '/rings?ended=1'} small icon="history">{ended ? 'Those that stand' : 'Those that ended'}</ButtonLink></TopBar>
      <main className="page" id="main">
        {rings.length === 0
          ? <PanelEmpty title="Rings" icon="users-round" words={ended ? 'No ring has come apart' : 'No ring stands'} searched="Rings are looked for at every assessment, in what accounts share." />
          : <Panel title={ended ? 'Rings that ended' : 'Rings'} icon="users-round" bleed foot="No one is judged by a neighbour: a ring raises the odds only of members with findings of their own."><RingList rows={rings.map((ring) => ({ ...ring, href: `/rings/${encodeURIComponent(ring.id)}`, atStake: stakeWords(ring.stakeUsd) }))} now={now} /></Panel>}
        {(page > 1 || more) && <p className="row">{page > 1 && <ButtonLink href={address(page - 1)} small icon="chevron-left">Before</ButtonLink>}{more && <ButtonLink href={address(page + 1)} small icon="chevron-right">More</ButtonLink>}</p>}
        {rings.length > 0 && <ListKeys one="ring" />}
      </main>
    </>
  );
}
