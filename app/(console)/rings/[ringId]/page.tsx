import Link from 'next/link';
import { cache } from 'react';
import { MatrixKeys, MemberCase, MemberMatrix, Tied, type MemberRow } from '@/components/ring/member-matrix';
import { Place } from '@/components/ring/place';
import { RingLinks } from '@/components/ring/ring-links';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { TopBar } from '@/components/shell/top-bar';
import { Notice } from '@/components/ui/notice';
import { Empty, Panel, PanelEmpty } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Says, stakeWords } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { plural } from '@/components/ui/words';
import { wavePlan, type WavePlan } from '@/lib/decisions/queries/wave-plan';
import { NO_PAGES } from '@/lib/evidence/platform-page';
import { platformPagesSet } from '@/lib/evidence/queries/platform-pages';
import { ringPage, type RingMember } from '@/lib/insights/queries/rings';
import { ringTopic } from '@/lib/kernel/about';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { opensCase } from '@/lib/risk/assessment';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../../refused';
import { DecideOnce } from './decide';

type Props = { params: Promise<{ ringId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const ringFor = cache(async (id: string) => {
  const me = await signedIn();
  return { since: await heardFrom(), found: await ringPage(me, { ring: decodeURIComponent(id).slice(0, 80) }) };
});

export async function generateMetadata({ params }: Props) {
  const { found } = await ringFor((await params).ringId);
  return { title: found.ok ? `${found.value.name} ring` : 'Ring' };
}

/** A ring: what was found of each member, what ties them, how it grew; and one decision on those who pass a bar of their own. */
export default async function RingScreen({ params, searchParams }: Props) {
  const me = await signedIn();
  const { since, found } = await ringFor((await params).ringId);
  if (!found.ok) return <Refused refusal={found} title="Ring" />;
  const { id, waves, name, members, columns, links, history, kinds, formedAt, endedAt, now } = found.value;
  const stake = members.reduce((sum, { stakeUsd }) => sum + stakeUsd, 0);
  const hidden = members.filter(({ covered }) => covered).length;
  const flagged = members.filter(({ band }) => band !== null && opensCase(band)).length;
  const topic = ringTopic(id);
  const asked = (await searchParams)['measure'];
  const decides = endedAt === null && members.length > 0 && may(me, 'wave.propose');
  const [planned, set] = await Promise.all([decides ? wavePlan(me, { ring: id, measure: typeof asked === 'string' ? asked : undefined }) : null, platformPagesSet(me, {})]);
  const plan = planned?.ok === true ? planned.value : null;
  const pages = set.ok ? set.value : NO_PAGES;
  const isDeciding = plan?.measures.some(({ chosen }) => chosen) === true;
  const stories = [...new Map(members.flatMap(({ story }) => (story === null ? [] : [[story.words, story] as const]))).values()];
  return (
    <>
      <TopBar title={`${name} ring`} crumbs={[{ label: 'Rings', href: '/rings', icon: 'users-round' }]} beside={<><Tag tone="line" icon="users-round">{plural(members.length, 'account')}</Tag><span className="sm q hm cut">Formed <Time at={formedAt} now={now} as="date" />, {stakeWords(stake)} at stake</span></>}>
        {plan === null && <Tag tone="line" icon="eye">Reading only</Tag>}
      </TopBar>
      <LiveRefresh since={since} topic={topic} only={topic} one="ring" />
      <main className="page" id="main">
        {endedAt !== null && <Notice icon="history">This ring came apart <Time at={endedAt} now={now} />: what tied its members no longer holds them together. It stays to be read.</Notice>}
        <div className="split">
          <div className="col far">
            {members.length === 0 ? <PanelEmpty title="Members" icon="users-round" words="Nobody is in this ring any more" searched="How it grew and ended stands beside." /> : (
              <Panel title="What was found of each member" icon="users-round" bleed foot={<MatrixKeys />} aside={<span className="xs qq hm">the six signals that weigh most over all members, as each case counts them</span>}>
                <p className="px-3.5 py-2.5"><span className="odds">{members.some(({ covered }) => covered) ? 'Part of it is covered: you may still be the second reader of a proposal.' : <><b>{flagged} of {members.length}</b> call for a review by what was found of themselves and their ring.</>}</span></p>
                <MemberMatrix columns={columns} choice={isDeciding ? 'In the decision' : undefined} more={[{ head: 'Tied', numeric: true }, { head: 'At stake', numeric: true }, { head: 'Case' }]} rows={members.map((member) => memberRow(member, isDeciding ? plan : null))} pages={pages} />
              </Panel>
            )}
            {members.length > 0 && (links.length === 0 ? <PanelEmpty title="Why they are linked" icon="link-2" words="Nothing is shared any more" searched={`The ring was tied by ${kinds.join(' and ')}.`} /> : <RingLinks name={name} members={members} links={links} now={now} />)}
          </div>
          <div className="col far">
            {plan !== null && <DecideOnce ring={id} plan={plan} />}
            {waves.length > 0 && <Panel title="Waves" icon="layers"><ul className="plain">{waves.map((wave) => <li key={wave.id} className="row py-1 sm"><Link href={`/reviews/waves/${wave.id}`}>{wave.accounts} of {plural(wave.of, 'account')}</Link><span className="q">{WAVE_STATE[wave.state]}</span><span className="qq"><Time at={wave.at} now={now} /></span></li>)}</ul></Panel>}
            <Panel title="Tied by" icon="link-2" foot={kinds.length === 1 ? 'One kind alone ties a ring where four people and more are paid to one place, work at one device, or came to one line with other hands.' : 'Kinds that are seen together count as one: a device and its build, an e-mail and its phone.'}><p>{kinds.join(', ')}</p></Panel>
            <Panel title="Innocent stories" icon="circle-question-mark">{stories.length === 0 && hidden > 0 ? <Empty words={hidden === members.length ? 'Covered from you' : 'None explains what you may see'}>{`The stories of ${plural(hidden, 'member')} are covered: you may be the second reader of a proposal on ${hidden === 1 ? 'it' : 'them'}.`}</Empty> : stories.length === 0 ? <Empty words="None explains what was found">Stories are scored for each member beside the evidence.</Empty> : <div className="col far">{stories.slice(0, 3).map(({ words, decides }) => <div key={words}><Says>{words}</Says><p className="xs q">Would decide it: {decides.charAt(0).toLowerCase() + decides.slice(1)}.</p></div>)}{hidden > 0 && <p className="xs q">Those of {plural(hidden, 'member')} are covered from you.</p>}</div>}</Panel>
            <Panel title="How it grew" icon="history"><ol className="plain">{history.map(({ at, words, there }) => <li key={`${at} ${words}`} className="row items-start py-1 sm"><span className="qq shrink-0"><Time at={at} now={now} there={there} as="day" /></span><span>{words}</span></li>)}</ol></Panel>
          </div>
        </div>
      </main>
    </>
  );
}

/** What may be told of a wave to whoever may still read it blind: how far it has come. */
const WAVE_STATE = { proposed: 'proposed, waits for a second person', read: 'read by a second person', withdrawn: 'withdrawn' } as const;

function memberRow({ account, name, band, logOdds, covered, cells, strength, stakeUsd, appealed, case: held }: RingMember, plan: WavePlan | null): MemberRow {
  const line = plan?.lines.find((one) => one.account === account);
  return {
    account, name, href: `/accounts/${encodeURIComponent(account)}`, band, logOdds, covered, cells, appealed: plan !== null && line?.leave === 'appealed' ? null : appealed, out: line !== undefined && line.leave !== null,
    choice: plan === null || line === undefined ? undefined : <Place line={line} carveOuts={plan.carveOuts} />,
    more: [
      <Tied key="tied" strength={strength} />, stakeWords(stakeUsd), <MemberCase key="case" of={held === null ? null : { name: held.name, href: `/cases/${held.id}`, status: held.status }} />,
    ],
  };
}
