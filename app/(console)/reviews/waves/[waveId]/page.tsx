import Link from 'next/link';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { VerdictForm } from '@/components/controls/verdict-form';
import { shortDigest } from '@/components/decision/sealed-evidence';
import { CoveredVerdict, Frame } from '@/components/decision/verdicts';
import { MatrixKeys, MemberMatrix } from '@/components/ring/member-matrix';
import { Thumb } from '@/components/shell/thumb';
import { TopBar } from '@/components/shell/top-bar';
import { Face } from '@/components/ui/avatar';
import { Icon } from '@/components/ui/icon';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { plural } from '@/components/ui/words';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { platformPagesSet } from '@/lib/evidence/queries/platform-pages';
import { nextRest } from '@/lib/decisions/queries/under-way';
import { wavePage, type WaveCovered, type WaveLine, type WavePage } from '@/lib/decisions/queries/wave-page';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { Refused } from '../../../refused';
import { commitOnWave } from '../../../rings/actions';
import { NextReview } from '../../next-review';
import { LeftOut, rowOf } from './members';
import { OpenWave } from './open';

export const metadata = { title: 'Wave' };

/** A wave: decisions on several members of a ring, read as one. Blind for whoever may still be its second reader. */
export default async function WaveScreen({ params, searchParams }: { params: Promise<{ waveId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const [found, set] = await Promise.all([params.then(({ waveId }) => wavePage(me, { wave: decodeURIComponent(waveId) })), platformPagesSet(me, {})]);
  if (!found.ok) {
    const rest = await nextRest(me, {});
    return <><LiveRefresh since={since} topic="reviews" auto within={rest.ok ? rest.value : null} one="decision" /><Refused refusal={found} title="Wave" /></>;
  }
  const page = found.value;
  const { view, now } = page;
  const pages = set.ok ? set.value : NO_PAGES;
  return (
    <>
      <TopBar title={view.covered ? 'Countersign a wave' : 'Wave'} crumbs={[{ label: 'Reviews', href: '/reviews', icon: 'stamp' }]} beside={<span className="sm q cut"><Link href={`/rings/${encodeURIComponent(page.ring.id)}`}>{page.ring.name} ring</Link>, {plural(page.lines.length, 'account')}, since <Time at={page.at} now={now} /></span>}>
        {view.covered && <><span className="row sm hm"><Face name={me.name} presence="you" />{me.name}, second reader</span><span className="hm"><Tag tone="teal" icon="circle-check">Independent</Tag></span></>}
        {!view.covered && view.seconds.length > 0 && <NextReview me={me} />}
      </TopBar>
      <LiveRefresh since={since} topic="reviews" auto={!view.covered} one="decision" />
      <main className="frames" id="main">{view.covered ? <Blind page={page} view={view} pages={pages} /> : <OpenWave page={page} view={view} pages={pages} signs={(await searchParams)['sign'] === 'on'} />}</main>
      {view.covered && <Thumb ways={[{ href: `#your-${VERDICT}`, label: 'Your verdict' }]} />}
    </>
  );
}

const VERDICT = 'verdict';

function Blind({ page, view, pages }: { page: WavePage; view: WaveCovered; pages: PlatformPages }) {
  const measures = view.offers.map(({ id, title, key, says, locked, needsGround, fields }) => ({ id, name: title, hotkey: key, says, state: locked === null ? 'free' as const : 'locked' as const, reason: locked, undo: '', fields, draft: null, grounds: null, needsGround }));
  return (
    <Frame number={1} title="Your own reading" says="You see the sealed evidence of each account, and on its own page what its holder was asked and said. You do not see what was proposed, or by whom. One verdict is for all of them; read otherwise where the evidence does.">
      <div className="g3">
        <div className="col far">
          <Panel title="The sealed evidence of each member" icon="users-round" bleed foot={<MatrixKeys />}>
            <MemberMatrix columns={page.columns} choice="Your reading" more={[{ head: 'Sealed' }]} pages={pages} rows={page.lines.map((line) => ({ ...rowOf(line, [<Sealed key="sealed" line={line} />]), choice: <Reading line={line} instead={view.instead} /> }))} />
          </Panel>
          <LeftOut page={page} />
        </div>
        <div className="col far">
          <CoveredVerdict />
          <div className="verd"><Panel title="Your verdict" icon="pen-line" id={`your-${VERDICT}`} acts reached><VerdictForm id={VERDICT} many action={commitOnWave} measures={measures} grounds={view.grounds.map((ground) => ({ ...ground, suggested: false }))} hidden={{ wave: page.wave, accounts: page.lines.length, answers: page.lines.reduce((sum, { answers }) => sum + answers, 0) }} /></Panel></div>
        </div>
      </div>
    </Frame>
  );
}

function Reading({ line: { account, name }, instead }: { line: WaveLine; instead: WaveCovered['instead'] }) {
  return (
    <div className="col place">
      <select className="input" name={`apart.${account}`} form={VERDICT} defaultValue="" aria-label={`Your reading of ${name}`}>
        <option value="">As your verdict</option>
        {instead.map(({ id, title }) => <option key={id} value={id}>Left out: {title.toLowerCase()}</option>)}
      </select>
      <input className="input" name={`words.${account}`} form={VERDICT} aria-label={`Why ${name} is left out`} placeholder="Why, where left out" maxLength={2000} />
    </div>
  );
}

function Sealed({ line: { decision, decisionName, digest, intact, said, story, answers } }: { line: WaveLine }) {
  return (
    <>
      <Link className="id nw" href={`/reviews/${decision}`} aria-label={`All the sealed evidence of ${decisionName}`}>{decisionName}</Link><br />
      <span className="xs qq"><Id quiet title={digest}>{shortDigest(digest)}</Id>{!intact && <span className="tb2"> <Icon name="triangle-alert" small /> not as it was sealed</span>}</span>
      {answers > 0 && <><br /><Link className="xs" href={`/reviews/${decision}`} target="_blank">The holder answered <Icon name="external-link" small /><span className="vh"> (in a new window)</span></Link></>}
      {said.length > 0 && <details className="twin"><summary>What was found</summary><ul className="col">{said.map((words) => <li key={words}>{words}</li>)}</ul></details>}
      {story !== null && <details className="twin"><summary>An innocent story</summary><p>{story.words}</p></details>}
    </>
  );
}
