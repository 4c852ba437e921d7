import { cache, type ReactNode } from 'react';
import { PrecedentsPanel, TouchesLine, TouchesPanel } from '@/components/case/touches';
import { Unread, type UnreadProps } from '@/components/case/unread';
import { VerdictStrip } from '@/components/case/verdict-strip';
import { WhoColumn, type WhoProps } from '@/components/case/who';
import { Contained } from '@/components/controls/contained';
import { Departure } from '@/components/controls/departure';
import { EvidenceRows } from '@/components/controls/evidence-rows';
import { Slotted } from '@/components/controls/slotted';
import { Streamed } from '@/components/controls/streamed';
import { ExhibitPanel, PANEL_ICON, panelTitle } from '@/components/evidence/exhibit-panel';
import { Waterfall } from '@/components/evidence/exhibits/waterfall';
import { Icon } from '@/components/ui/icon';
import { PanelLoading } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import { likelihood, plural } from '@/components/ui/words';
import type { DrawnPanel } from '@/lib/evidence/panels';
import { precedentsOf } from '@/lib/appeals/queries/precedents';
import { NO_PAGES } from '@/lib/evidence/platform-page';
import { platformPagesSet } from '@/lib/evidence/queries/platform-pages';
import { evidence, type Evidence } from '@/lib/evidence/queries/panels';
import { verdict } from '@/lib/evidence/queries/verdict';
import { signedIn } from '@/lib/kernel/action';
import type { Instant } from '@/lib/kernel/instant';
import { granted, type Result } from '@/lib/kernel/result';
import type { Family } from '@/lib/signals/signal';
import { settingsNow } from '@/app/settings-now';
import { rangeHref } from '@/components/evidence/exhibits/brush';
import { laneRows } from '../../lane-rows';
import { growLinks } from './actions';
import { rangesAround, type Range } from './range';

// Each panel is made by itself, and one that fails says so and breaks nothing. What is there within a moment comes with the page, in one piece;
// what is slow is streamed after it, each panel in its own place, and holds back nothing else.

type Common = { account: string; path: string; /** What it shows has been read, and comes with the page. */ there: boolean };
type PanelProps = Common & { range: Range | null; /** What each family weighs is not told. */ oddsCovered: boolean; /** Which rows of the lanes the address asks for. */ rows: string | string[] | undefined };

/** So much later, milliseconds, nobody minds a page to come; everybody minds one that moves under their eyes. What is streamed is shown 300 ms after the rest at the earliest. */
const MOMENT_MS = 600;

// Asked once a request, by whichever part of the page comes first.
const verdictOn = cache(async (account: string) => verdict(await signedIn(), { account }));
const evidenceOn = cache(async (account: string) => evidence(await signedIn(), { account }));
const precedentsOn = cache(async (caseId: string) => precedentsOf(await signedIn(), { caseId }));

/** Where the platform's own pages are; without them ids are plain. */
const pagesSet = cache(async () => (await attempt('Where the platform’s pages are', platformPagesSet(await signedIn(), {}))) ?? NO_PAGES);

/** Begins to read everything that the panels show, and gives each part its moment. Answers which are there by then: those come with the page. */
export async function readAhead(account: string, caseId: string): Promise<{ verdict: boolean; evidence: boolean; precedents: boolean }> {
  const told = [verdictOn(account), pagesSet()];
  const [verdict, evidence, precedents] = await Promise.all([moment(told), moment([evidenceOn(account), ...told]), moment([precedentsOn(caseId)])]);
  return { verdict, evidence, precedents };
}

/** Whether all of it was over in time. What fails is over as well: its panel says so. */
async function moment(asked: readonly Promise<unknown>[]): Promise<boolean> {
  return Promise.race([Promise.allSettled(asked).then(() => true), new Promise<boolean>((settle) => { setTimeout(settle, MOMENT_MS, false); })]);
}

/** A part of the evidence on an account. */
async function partOf<Part>(account: string, read: (told: Evidence) => Part): Promise<Result<Part>> {
  const told = await evidenceOn(account);
  return told.ok ? granted(read(told.value)) : told;
}

/** What came, or null where the question failed: the panel then says so in its own place. */
async function attempt<Value>(what: string, ask: Promise<Result<Value>>): Promise<Value | null> {
  try {
    const result = await ask;
    return result.ok ? result.value : null;
  } catch (error) {
    console.warn(`${what} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Its placeholder is sent only where it is seen. */
function Slot({ shape, children, ...panel }: UnreadProps & { there: boolean; shape: string; children: ReactNode }) {
  return <Slotted {...panel} fallback={panel.there ? null : <PanelLoading title={panel.title} icon={panel.icon} shape={shape} />}>{children}</Slotted>;
}

export function VerdictSlot({ account, path, there, now }: Common & { now: Instant }) {
  return <Slot title="Assessment" path={path} there={there} shape="verdict"><LoadedVerdict account={account} path={path} now={now} /></Slot>;
}

async function LoadedVerdict({ account, path, now }: { account: string; path: string; now: Instant }) {
  const [told, { foldReports }, pages] = await Promise.all([attempt('The verdict', verdictOn(account)), settingsNow(), pagesSet()]);
  if (told === null) return <Unread title="Assessment" path={path} />;
  const lines = told.lines.map((line) => ({
    family: line.family, words: line.words, llr: line.llr, state: line.state, why: line.why ?? undefined,
    rows: <EvidenceRows foldReports={foldReports} pages={pages} said={line.said} measured={line.measured} innocent={line.innocent} counter={line.counter} more={line.more} moreHref={`/accounts/${encodeURIComponent(account)}?behind=${encodeURIComponent(line.id)}#events`} now={now} rows={line.rows.map(({ event, at, zone, words, facts, report }) => ({ event, at, zone, words, facts, report }))} />,
  }));
  return (
    <VerdictStrip
      band={told.band} logOdds={told.logOdds} strength={told.strength} upTo={<>to <Time at={told.assessedAt} now={now} as="exact" /></>} lines={lines}
      missing={told.missing.map((words) => ({ lead: null, words }))} decides={told.decides} also={told.also} story={told.story} stories={told.stories} held={told.held}
      sum={<Waterfall from={told.sum.from} steps={told.sum.steps} to={told.sum.to} note={told.sum.note} />}
    />
  );
}

const FAMILY_OF: Readonly<Partial<Record<DrawnPanel, Family>>> = { geography: 'geography', clock: 'time', devices: 'device', money: 'payout', identity: 'identity', text: 'content' };

export function PanelSlot({ id, ...slot }: PanelProps & { id: DrawnPanel }) {
  return <Slot title={panelTitle(id)} icon={PANEL_ICON[id]} path={slot.path} there={slot.there} shape={id}><LoadedPanel id={id} {...slot} /></Slot>;
}

async function LoadedPanel({ id, account, path, range, rows, oddsCovered }: Omit<PanelProps, 'there'> & { id: DrawnPanel }) {
  const [content, told, whole, pages] = await Promise.all([
    attempt(panelTitle(id), partOf(account, (told) => told.panel(id, range))), oddsCovered ? null : attempt('The verdict', verdictOn(account)),
    id === 'same-hands' ? attempt('The whole life', partOf(account, (told) => told.life())) : null, pagesSet(),
  ]);
  if (content === null) return <Unread title={panelTitle(id)} icon={PANEL_ICON[id]} path={path} />;
  // A panel that shows nothing weighs nothing: what its family holds was seen elsewhere.
  const heaviest = 'nothing' in content ? undefined : told?.lines.filter((line) => line.family === FAMILY_OF[id] && line.llr > 0).sort((a, b) => b.llr - a.llr)[0];
  const aside = heaviest !== undefined && likelihood(heaviest.llr).direction === 'raises' ? <Tag tone="ochre">{likelihood(heaviest.llr).words}</Tag> : undefined;
  const drawn = content.panel === 'same-hands' && !('nothing' in content) ? content : null;
  const ranges = drawn === null ? undefined : rangesAround(path, { from: drawn.from, to: drawn.to }, { from: drawn.overview.weeks[0]?.from ?? drawn.from, to: drawn.overview.to }, { turn: drawn.handover, isChosen: range !== null });
  return <ExhibitPanel content={content} aside={aside} pages={pages} grow={growLinks} ranges={ranges} brush={drawn === null ? undefined : { path, life: whole }} rows={laneRows(range === null ? path : rangeHref(path, range), rows)} />;
}

/** Who the account is: at once what the case knows, then what its history tells. */
export function WhoSlot({ there, ...told }: Known & { there: boolean }) {
  const plain = { ...told.known, lines: [], facts: [], declared: [], clients: [] };
  return <Contained instead={<WhoColumn {...plain} />}><Streamed there={there} fallback={there ? null : <WhoColumn {...plain} waits />}><LoadedWho {...told} /></Streamed></Contained>;
}

type Known = { known: Omit<WhoProps, 'lines' | 'facts' | 'declared' | 'clients' | 'waits'>; account: string; now: Instant };

async function LoadedWho({ known, account, now }: Known) {
  const [told, pages] = await Promise.all([attempt('Who the account is', partOf(account, (known) => known.who())), pagesSet()]);
  if (told === null) return <WhoColumn {...known} lines={['Its history could not be read.']} facts={[]} declared={[]} clients={[]} />;
  const facts = [
    ...(told.registeredAt === null ? [] : [{ term: 'Registered', fact: <Time at={told.registeredAt} now={now} there={told.zone} as="date" /> }]),
    { term: 'Checked', fact: told.checkedAt === null ? 'never' : <><Time at={told.checkedAt} now={now} there={told.zone} as="date" /> <Icon name="check" small /></> },
    ...told.facts,
  ];
  return <WhoColumn {...known} lines={told.lines} facts={facts} declared={told.declared} clients={told.clients} pages={pages} />;
}

/** What a measure would touch, before it is chosen. */
export function TouchesSlot({ account, path, there }: Common) {
  return <Slot title="What this touches" icon="layers" path={path} there={there} shape="touches"><LoadedTouches account={account} path={path} /></Slot>;
}

async function LoadedTouches({ account, path }: { account: string; path: string }) {
  const [told, pages] = await Promise.all([attempt('What this touches', partOf(account, (known) => known.who())), pagesSet()]);
  return told === null ? <Unread title="What this touches" icon="layers" path={path} /> : <TouchesPanel {...told.touches} pages={pages} />;
}

/** Beside the button that decides: what is at stake, and how the measure chosen departs from what was decided before. What cannot be read is said where its panel stands. */
export function BesideSlot({ account, caseId, there }: { account: string; /** Null where the cases that it is compared with are not told. */ caseId: string | null; there: boolean }) {
  return <Contained instead={null}><Streamed there={there} fallback={there ? null : <TouchesLine words={null} />}><LoadedBeside account={account} caseId={caseId} /></Streamed></Contained>;
}

async function LoadedBeside({ account, caseId }: { account: string; caseId: string | null }) {
  const [stake, near] = await Promise.all([attempt('What this touches', partOf(account, (known) => known.who().stake)), caseId === null ? null : attempt('What was decided on cases like this', precedentsOn(caseId))]);
  return <>{stake !== null && <TouchesLine words={stake} />}{near !== null && <Departure warnings={near.departures} />}</>;
}

/** What was decided on cases like this one. */
export function PrecedentsSlot({ caseId, path, there }: { caseId: string; path: string; there: boolean }) {
  return <Slot title="Nearest decided cases" icon="scale" path={path} there={there} shape="precedents"><LoadedPrecedents caseId={caseId} path={path} /></Slot>;
}

const APPEAL_WORDS = { waiting: 'appeal waits', hearing: 'appeal is heard', granted: 'appeal granted', refused: 'appeal refused' } as const;

async function LoadedPrecedents({ caseId, path }: { caseId: string; path: string }) {
  const told = await attempt('What was decided on cases like this', precedentsOn(caseId));
  if (told === null) return <Unread title="Nearest decided cases" icon="scale" path={path} />;
  const precedents = told.precedents.map(({ id, name, common, words, appeal, lifted }) => ({ name, href: `/cases/${id}`, common: `${common.both} of ${plural(common.either, 'finding')} in common`, outcome: words === '' ? 'no measure in effect' : words, appeal: appeal === null ? (lifted ? 'lifted' : 'no appeal') : APPEAL_WORDS[appeal], granted: appeal === 'granted' }));
  return <PrecedentsPanel precedents={precedents} words={told.custom ?? undefined} />;
}
