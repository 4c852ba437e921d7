import type { Metadata } from 'next';
import Link from 'next/link';
import { cache } from 'react';
import { AccountAssessments, AccountCases, AccountDecisions, AccountEvents, AccountHead, AccountSeen } from '@/components/account/account';
import { ClaimButton } from '@/components/controls/claim-button';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import type { TagTone } from '@/components/ui/tag';
import { stakeWords } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count, plural } from '@/components/ui/words';
import { accountPage, type AccountPage, type Place } from '@/lib/appeals/queries/account-page';
import { accountEvents, EVENT_GROUP_NAMES, type EventGroup } from '@/lib/evidence/queries/account-events';
import { accountTold } from '@/lib/evidence/queries/account-told';
import { accountTopic } from '@/lib/kernel/about';
import { ODDS_COVERED } from '@/lib/decisions/covered';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { may } from '@/lib/staff/permissions';
import { layAside } from '../../bulk/actions';
import { pagesNow } from '@/app/pages-now';
import { settingsNow } from '@/app/settings-now';
import { Refused } from '../../refused';

type Props = { params: Promise<{ accountId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAGE = 50;
/** Declarations that are listed by themselves; the others are among the events. */
const DECLARED = 8;

/** Asked once a request, by the page and by its title. */
const accountFor = cache(async (id: string, cases: string | null, assessments: string | null) => {
  const me = await signedIn();
  return { since: await heardFrom(), found: await accountPage(me, { account: decodeURIComponent(id), casesBefore: cursorIn(cases), assessmentsBefore: cursorIn(assessments) }) };
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await foundFor(props);
  return { title: found.ok ? found.value.name : 'Account' };
}

async function foundFor({ params, searchParams }: Props) {
  const [{ accountId }, { cases, assessments }] = await Promise.all([params, searchParams]);
  const text = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null);
  return accountFor(accountId, text(cases), text(assessments));
}

/** The account across time: where it stands, its assessments, cases and decisions, and what the platform told of it. */
export default async function AccountScreen(props: Props) {
  const me = await signedIn();
  const [{ since, found }, asked] = await Promise.all([foundFor(props), props.searchParams]);
  if (!found.ok) return <Refused refusal={found} title="Account" />;
  const page = found.value;
  const { now } = page;
  const group = EVENT_GROUP_NAMES.find((name) => name === asked['events']) ?? null;
  // Which lines the latest assessment has is covered from a second reader, as the rest of it.
  const behind = page.covered || typeof asked['behind'] !== 'string' ? null : asked['behind'];
  const [seen, told, pages] = await Promise.all([accountTold(me, { account: page.account, limit: DECLARED }), accountEvents(me, { account: page.account, group, behind, before: cursorIn(asked['before']), limit: PAGE }), pagesNow()]);
  const path = `/accounts/${encodeURIComponent(page.account)}`;
  const topic = accountTopic(page.account);
  const { open } = page;
  const next = told.ok ? told.value.next : null;
  return (
    <>
      <TopBar title={page.name} crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]}>
        {may(me, 'tray.fill') && <ClaimButton action={layAside} hidden={{ account: page.account }} hotkey="t" tone="bare" small>Into the tray</ClaimButton>}
        {open !== null && <ButtonLink href={`/cases/${open.id}`} small hotkey="o">Open case {open.name}</ButtonLink>}
      </TopBar>
      <LiveRefresh since={since} topic={topic} only={topic} one="account" />
      <main className="page" id="main">
        <AccountHead
          name={page.name} id={page.account} lines={linesOf(page)} assessment={page.standing} now={now} pages={pages}
          covered={page.covered ? ODDS_COVERED : undefined}
          facts={[
            ...(page.registeredAt === null ? [] : [{ term: 'Registered', fact: <Time at={page.registeredAt} now={now} there={page.timeZone} as="date" /> }]),
            { term: 'Last event', fact: <Time at={page.lastEventAt} now={now} there={page.timeZone} /> },
            { term: 'Events', fact: count(page.eventCount) },
            ...(page.ring === null ? [] : [{ term: 'Ring', fact: <Link href={`/rings/${encodeURIComponent(page.ring.id)}`}>{page.ring.name}</Link> }]),
            { term: 'Cleared, not yet paid', fact: stakeWords(page.stakeUsd) },
          ]}
        />
        {seen.ok && <AccountSeen {...seen.value} earlierHref={`${path}?events=checks#events`} lowered={page.standing?.lowered ?? []} now={now} there={page.timeZone} />}
        <AccountCases now={now} reachedBefore={page.reachedBefore} foot={waysOf(path, 'cases', asked['cases'] !== undefined, page.earlier.cases)} cases={page.cases.map((one) => ({ ...one, href: `/cases/${one.id}`, status: STATUS[one.status] }))} />
        <AccountDecisions now={now} deliveriesHref={`/deliveries?${new URLSearchParams({ account: page.account }).toString()}`} decisions={page.decisions.map((one) => ({ name: one.name, href: one.needsSecond ? `/reviews/${one.id}` : `/cases/${one.case}`, measure: one.measure, at: one.at, inForce: FORCE[one.status], appeal: one.appeal }))} />
        {!page.covered && <AccountAssessments now={now} foot={waysOf(path, 'assessments', asked['assessments'] !== undefined, page.earlier.assessments)} assessments={page.assessments} />}
        <AccountEvents
          now={now} there={page.timeZone} older={next === null ? null : `${path}?${new URLSearchParams({ ...(group === null ? {} : { events: group }), ...(behind === null ? {} : { behind }), before: `${next.at} ${next.id}` }).toString()}#events`}
          aside={<EventGroups path={path} chosen={behind === null ? group : undefined} />}
          behind={behind === null ? undefined : told.ok && told.value.behind !== null ? { ...told.value.behind, allHref: `${path}#events` } : null}
          foldReports={(await settingsNow()).foldReports} pages={pages}
          events={told.ok ? told.value.events.map((one) => ({ report: one.report, id: one.event, at: one.at, icon: one.icon, words: one.words, facts: one.facts })) : []}
        />
      </main>
    </>
  );
}

const STATUS: Readonly<Record<AccountPage['cases'][number]['status'], { words: string; tone: TagTone }>> = {
  waiting: { words: 'waiting', tone: 'line' }, claimed: { words: 'claimed', tone: 'blue' }, asked: { words: 'asked', tone: 'line' }, proposed: { words: 'proposed', tone: 'blue' }, settled: { words: 'settled', tone: 'neutral' },
};
const FORCE: Readonly<Record<AccountPage['decisions'][number]['status'], string>> = { proposed: 'waits for a second person', confirmed: 'in force', returned: 'came back', lifted: 'lifted', expired: 'over', withdrawn: 'withdrawn' };
const GROUP_WORDS: Readonly<Record<EventGroup, string>> = { sessions: 'Sessions', checks: 'Checks', money: 'Money', profile: 'Profile', work: 'Work' };
const KIND_WORDS: Readonly<Record<string, string>> = { individual: 'Solo account', agency: 'Agency', agency_member: 'Member of an agency', household_member: 'Member of a household' };

function linesOf({ kind, organisation, city, timeZone, caseCount }: AccountPage): string[] {
  return [
    `${KIND_WORDS[kind ?? 'individual'] ?? 'Account'}${organisation === null ? '' : ` of ${organisation}`}.`,
    timeZone === null ? 'No place declared.' : `Declared ${city === null ? '' : `in ${city}, `}on ${timeZone} time.`,
    `${plural(caseCount, 'case')}.`,
  ];
}

/** `chosen` undefined: what is shown is none of them. */
function EventGroups({ path, chosen }: { path: string; chosen: EventGroup | null | undefined }) {
  const all = [{ href: path, words: 'All', here: chosen === null }, ...EVENT_GROUP_NAMES.map((name) => ({ href: `${path}?events=${name}`, words: GROUP_WORDS[name], here: chosen === name }))];
  return <nav className="row wrap" aria-label="Kinds of event">{all.map(({ href, words, here }) => <Link key={href} className="btn sml bare" href={href} aria-current={here ? 'page' : undefined}>{here ? <b>{words}</b> : words}</Link>)}</nav>;
}

/** From one page of a list to the next; nothing where there is one page. */
function waysOf(path: string, list: 'cases' | 'assessments', isEarlier: boolean, next: Place | null) {
  if (!isEarlier && next === null) return undefined;
  return <span className="row">{isEarlier && <ButtonLink href={`${path}#${list}`} small>Latest</ButtonLink>}{next !== null && <ButtonLink href={`${path}?${new URLSearchParams({ [list]: `${next.at} ${next.id}` }).toString()}#${list}`} small>Earlier</ButtonLink>}</span>;
}

/** "1763388000000 evt_9": the place after which older events begin. */
function cursorIn(value: string | string[] | null | undefined): { at: number; id: string } | null {
  const [, at, id] = typeof value === 'string' ? (/^(\d{1,15}) (.{1,500})$/.exec(value) ?? []) : [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}
