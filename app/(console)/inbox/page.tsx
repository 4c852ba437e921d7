import Link from 'next/link';
import { z } from 'zod';
import { ActionForm } from '@/components/controls/action-form';
import { InboxList } from '@/components/controls/inbox-list';
import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { inbox } from '@/lib/insights/queries/inbox';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { may } from '@/lib/staff/permissions';
import type { Staff } from '@/lib/staff/actor';
import { Refused } from '../refused';
import { openLine, readAll, readLine } from './actions';

export const metadata = { title: 'Inbox' };

const asked = z.object({ after: z.string().nullable().catch(null), unread: z.string().optional().catch(undefined) });
const A_PAGE = 50;

/** What came to the person who looks, latest first. */
export default async function InboxPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const { after = null, unread } = asked.parse(await searchParams);
  const unreadOnly = unread !== undefined;
  const found = await inbox(me, { limit: A_PAGE, after, unreadOnly });
  if (!found.ok) return <Refused refusal={found} title="Inbox" />;
  const { rows, next, now } = found.value;
  const address = (place: string | null) => `/inbox${unreadOnly || place !== null ? '?' : ''}${[...(unreadOnly ? ['unread'] : []), ...(place === null ? [] : [`after=${encodeURIComponent(place)}`])].join('&')}`;
  return (
    <>
      <TopBar title="Inbox" beside={<span className="sm q hm">What came to you, latest first. It stays unread until you read it, on whichever device.</span>} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="inbox reviews" auto={rows.length === 0} one="line" />
        <nav className="row wrap" aria-label="What is shown">
          <Link href="/inbox" className="btn sml" aria-current={unreadOnly ? undefined : 'page'}>Everything</Link>
          <Link href="/inbox?unread" className="btn sml" aria-current={unreadOnly ? 'page' : undefined}>Unread</Link>
          <span className="grow" />
          <span className="sm q" role="status">{found.value.unread === 0 && rows.length > 0 ? 'Everything is read.' : ''}</span>
          {found.value.unread > 0 && <ActionForm action={readAll} hidden={{ until: now }} submit="Mark all as read" hotkey="h" tone="plain" icon="check" className="row wrap" label="Mark all as read" />}
        </nav>
        {rows.length === 0
          ? <PanelEmpty title="What came to you" icon="bell" words={after === null ? (unreadOnly ? 'You have read everything' : 'Nothing waits for you here') : 'Nothing came before this'} searched={comesHere(me)} />
          : (
            <Panel title="What came to you" icon="bell" bleed foot={after === null && next === null ? undefined : <span className="row">{after !== null && <ButtonLink href={address(null)} small>Latest</ButtonLink>}{next !== null && <ButtonLink href={address(next)} small>Earlier</ButtonLink>}</span>}>
              <InboxList rows={rows} now={now} open={openLine} read={readLine} />
            </Panel>
          )}
        {rows.length > 0 && <ListKeys one="line" />}
      </main>
    </>
  );
}

/** What would come here for somebody who may do what they may. */
function comesHere(me: Staff): string {
  const more = [
    ...(may(me, 'decision.countersign') ? ['proposals that you may countersign'] : []),
    ...(may(me, 'case.claim') ? ['cases that you hold and that are due within four hours', 'answers to what you asked, and times that passed', 'proposals of yours that came back', 'appeals against what you decided, and how they end'] : []),
  ];
  return `Here come notes that mention you${more.length > 0 ? `; ${more.join('; ')}` : ''}.`;
}
