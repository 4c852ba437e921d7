import Link from 'next/link';
import type { Instant } from '@/lib/kernel/instant';
import type { Band as BandName } from '@/lib/risk/assessment';
import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { EventFacts } from '../evidence/event-facts';
import { PlatformId } from '../controls/platform-id';
import { Avatar } from '../ui/avatar';
import { Band } from '../ui/band';
import { ButtonLink } from '../ui/button';
import { Folded } from '../ui/folded';
import { Icon, type IconName } from '../ui/icon';
import { date } from '../ui/moment';
import { Empty, Panel } from '../ui/panel';
import { DataTable } from '../ui/table';
import { Tag, type TagTone } from '../ui/tag';
import { Facts, Id } from '../ui/text';
import { Time } from '../ui/time';
import { count, oddsWords, plural } from '../ui/words';

export type AccountHeadProps = { name: string; id: string; lines: readonly string[]; facts: readonly { term: string; fact: ReactNode }[]; assessment: { band: BandName; logOdds: number; at: Instant; /** Since when none has said anything new. */ saidAt: Instant } | null; /** In place of the assessment, for whom it is covered. */ covered?: string; now: Instant; zone?: string; acts?: ReactNode; pages?: PlatformPages };

/** The account across time: who, and what the latest assessment says. */
export function AccountHead({ name, id, lines, facts, assessment, covered, now, zone, acts, pages = NO_PAGES }: AccountHeadProps) {
  return (
    <Panel title="Account" icon="user-round" aside={acts}>
      <div className="halves">
        <div>
          <div className="idn"><Avatar name={name} /><div><b className="b text-t16">{name}</b><p><PlatformId kind="account" id={id} pages={pages} quiet /></p></div></div>
          <p className="q sm mt-2">{lines.join(' ')}</p>
          {covered !== undefined ? <p className="sm q mt-2"><Icon name="eye-off" small /> {covered}</p> : assessment === null
            ? <p className="sm q mt-2">Not assessed yet.</p>
            : <p className="row wrap mt-2"><Band band={assessment.band} /><b className="b">{oddsWords(assessment.logOdds)}</b><span className="xs q">as of <Time at={assessment.at} now={now} zone={zone} />{date(assessment.saidAt, zone) !== date(assessment.at, zone) && <>, unchanged since <Time at={assessment.saidAt} now={now} zone={zone} as="day" /></>}</span></p>}
        </div>
        <Facts facts={facts} />
      </div>
    </Panel>
  );
}

export type AccountSeenProps = { sessions: number; exits: number; placed: number; elsewhere: number | null; devices: number; declared: readonly { event: string; words: string; country: string | null; from: Instant; to: Instant | null; /** Until when it counts; null where that has no end. */ until: Instant | null; past: boolean; verified: boolean }[]; /** How many were declared before these, and where they are. */ earlier: number; earlierHref: string; /** What speaks for the account as a whole, in sentences. */ lowered: readonly string[]; now: Instant; there: string | null };

/** What was seen and what was said of it: of an account in which nothing is found, this is what there is to read. */
export function AccountSeen({ sessions, exits, placed, elsewhere, devices, declared, earlier, earlierHref, lowered, now, there }: AccountSeenProps) {
  return (
    <Panel title="Seen and declared" icon="eye" foot="Facts, not findings: a journey or a VPN says nothing against anybody by itself.">
      <div className="halves">
        <Facts facts={[
          { term: 'Sessions', fact: count(sessions) }, { term: 'Devices they came from', fact: count(devices) }, { term: 'Through a VPN or another exit', fact: count(exits) },
          ...(elsewhere === null ? [] : [{ term: 'On home or mobile lines of another country than declared now', fact: placed === 0 ? 'none could be placed' : `${count(elsewhere)} of ${count(placed)} that could be placed` }]),
        ]} />
        <div>
          <p className="lbl">Declared by the account</p>
          {declared.length === 0 ? <p className="sm qq">No journey, VPN, move or anything else was declared.</p> : (
            <ul className="lst">{declared.map(({ event, words, country, from, to, until, past, verified }) => <li key={event} className={past ? 'q' : undefined}><Icon name={past ? 'history' : 'circle-check'} small /> {words}{country !== null && `, ${country}`}, from <Time at={from} now={now} there={there} as="date" />{until !== null && <>{to !== null ? ' to ' : past ? ', which counted until ' : ', which counts until '}<Time at={until} now={now} there={there} as="date" /></>}{verified && ', with proof'}</li>)}</ul>
          )}
          {earlier > 0 && <p className="sm"><Link href={earlierHref} prefetch={false}>{plural(earlier, 'earlier one')}</Link></p>}
          {lowered.length > 0 && <><p className="lbl mt-2">Speaks for the account</p><ul className="lst">{lowered.map((words) => <li key={words}><Icon name="check" small /> {words}</li>)}</ul></>}
        </div>
      </div>
    </Panel>
  );
}

export type AccountCase = { name: string; href: string; status: { words: string; tone: TagTone }; /** Null where it is covered from a second reader. */ band: BandName | null; logOdds: number; openedAt: Instant; outcome: string | null };

export function AccountCases({ cases, reachedBefore = null, now, zone, foot }: { cases: readonly AccountCase[]; /** As of when review was reached, where the first case was opened later. */ reachedBefore?: Instant | null; now: Instant; zone?: string; /** The ways to earlier ones. */ foot?: ReactNode }) {
  const late = reachedBefore !== null && <>Review was reached as of <Time at={reachedBefore} now={now} zone={zone} as="date" />, in history that was read in later: a case opens when it is read. </>;
  return (
    <Panel title="Cases" icon="inbox" id="cases" foot={foot === undefined && late === false ? undefined : <>{late}{foot}</>} bleed={cases.length > 0}>
      {cases.length === 0 ? <Empty words="No case about this account">A case opens when the assessment reaches review.</Empty> : (
        <DataTable caption="Cases about this account" rows={cases} keyOf={({ name }) => name} columns={[
          { key: 'case', head: 'Case', names: true, cell: ({ name, href }) => <Link href={href} className="id">{name}</Link> },
          { key: 'status', head: 'Status', cell: ({ status }) => <Tag tone={status.tone}>{status.words}</Tag> },
          { key: 'band', head: 'Assessment', cell: ({ band, logOdds }) => (band === null ? <span className="qq">covered</span> : <span className="row"><Band band={band} />{oddsWords(logOdds)}</span>) },
          { key: 'opened', head: 'Opened', cell: ({ openedAt }) => <Time at={openedAt} now={now} zone={zone} as="date" /> },
          { key: 'outcome', head: 'Outcome', cell: ({ outcome }) => outcome ?? <span className="qq">open</span> },
        ]} />
      )}
    </Panel>
  );
}

export type AccountAssessment = { id: string; at: Instant; band: BandName; logOdds: number; says: string };

/** Each assessment that said something new, latest first. */
export function AccountAssessments({ assessments, now, zone, foot }: { assessments: readonly AccountAssessment[]; now: Instant; zone?: string; /** The ways to earlier ones. */ foot?: ReactNode }) {
  return (
    <Panel title="Assessments" icon="scale" id="assessments" foot={foot} bleed={assessments.length > 0}>
      {assessments.length === 0 ? <Empty words="No assessment has said anything yet">One is kept when it says something new.</Empty> : (
        <DataTable caption="Assessments of this account" rows={assessments} keyOf={({ id }) => id} columns={[
          { key: 'at', head: 'Up to', names: true, cell: ({ at }) => <Time at={at} now={now} zone={zone} as="exact" className="nw sm" /> },
          { key: 'band', head: 'Assessment', cell: ({ band, logOdds }) => <span className="row"><Band band={band} />{oddsWords(logOdds)}</span> },
          { key: 'says', head: 'Because', cell: ({ says }) => <span className="sm q">{says}</span> },
        ]} />
      )}
    </Panel>
  );
}

export type AccountDecision = { name: string; href: string; measure: string; at: Instant; inForce: string; appeal: string | null };

/** `deliveriesHref`: what went out on this account. */
export function AccountDecisions({ decisions, deliveriesHref, now, zone }: { decisions: readonly AccountDecision[]; deliveriesHref: string; now: Instant; zone?: string }) {
  return (
    <Panel title="Decisions" icon="stamp" foot={decisions.length === 0 ? undefined : <ButtonLink href={deliveriesHref} prefetch={false} small>Orders and notices</ButtonLink>} bleed={decisions.length > 0}>
      {decisions.length === 0 ? <Empty words="Nothing has been decided about this account" /> : (
        <DataTable caption="Decisions about this account" rows={decisions} keyOf={({ name }) => name} columns={[
          { key: 'decision', head: 'Decision', names: true, cell: ({ name, href }) => <Link href={href} className="id">{name}</Link> },
          { key: 'measure', head: 'Measure', cell: ({ measure }) => measure },
          { key: 'at', head: 'Decided', cell: ({ at }) => <Time at={at} now={now} zone={zone} as="date" /> },
          { key: 'force', head: 'In force', cell: ({ inForce }) => inForce },
          { key: 'appeal', head: 'Appeal', cell: ({ appeal }) => appeal ?? <span className="qq">none</span> },
        ]} />
      )}
    </Panel>
  );
}

export type AccountEvent = { id: string; at: Instant; icon: IconName; words: string; facts: readonly { term: string; fact: string }[]; /** What a client wrote in a report. */ report?: string | null };

/** What the platform told, latest first. `behind`: only what is behind one line of the latest assessment, null where it has no such line any more. */
export function AccountEvents({ events, behind, now, there, older, aside, foldReports = true, pages = NO_PAGES }: { events: readonly AccountEvent[]; behind?: { words: string; events: number; allHref: string } | null; now: Instant; /** The clock that the account declares. */ there: string | null; older: string | null; /** Which kinds are shown. */ aside?: ReactNode; foldReports?: boolean; pages?: PlatformPages }) {
  return (
    <Panel title="Events" icon="history" id="events" aside={aside} bleed={events.length > 0} foot={older === null ? undefined : <Link href={older}>Older events</Link>}>
      {behind != null && <p className="sm q px-3.5 pt-2">{plural(behind.events, 'event')} behind “{behind.words}”, as of the latest assessment. <Link href={behind.allHref}>All events</Link></p>}
      {events.length === 0 ? (behind === null ? <Empty words="The latest assessment has no such line any more">Go back to the case for what it says now.</Empty> : <Empty words="No event of this account has been received" />) : (
        <DataTable caption="Events of this account" tight={false} rows={events} keyOf={({ id }) => id} columns={[
          { key: 'at', head: 'When', cell: ({ at }) => <Time at={at} now={now} there={there} as="exact" className="nw sm" /> },
          { key: 'what', head: 'What', names: true, cell: ({ icon, words }) => <><Icon name={icon} small /> {words}</> },
          { key: 'facts', head: 'Facts', none: ({ facts, report }) => facts.length === 0 && typeof report !== 'string', cell: ({ facts, report }) => <><span className="sm q"><EventFacts facts={facts} pages={pages} /></span>{typeof report === 'string' && <Folded what="What they wrote" folded={foldReports} text={report} />}</> },
          { key: 'id', head: 'Event', cell: ({ id }) => <Id quiet>{id}</Id> },
        ]} />
      )}
    </Panel>
  );
}
