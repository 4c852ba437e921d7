import Link from 'next/link';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { WaveRun } from '@/components/controls/wave-run';
import { Frame, TwoVerdicts } from '@/components/decision/verdicts';
import { MatrixKeys, MemberMatrix } from '@/components/ring/member-matrix';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { plural } from '@/components/ui/words';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import { UNEXPLAINED } from '@/lib/decisions/measure-form';
import type { WaveLine, WaveOpen, WavePage } from '@/lib/decisions/queries/wave-page';
import { comparedRows } from '../../../compared';
import { goOnProposing, goOnSigning, reverseWave, withdrawWhole } from '../../../rings/actions';
import { STATUS } from '../../[decisionId]/open';
import { LeftOut, rowOf } from './members';

/** The wave uncovered: what was proposed on all of them, how it was read, how each stands, and what is left to do. */
export function OpenWave({ page, view, pages, signs }: { page: WavePage; view: WaveOpen; pages: PlatformPages; /** The verdict was committed just now. */ signs: boolean }) {
  const { first, seconds } = view;
  const { now } = page;
  const unsigned = page.lines.filter((line) => line.unsigned).length;
  return (
    <>
      <Frame number={1} title={seconds.length === 0 ? 'The proposal' : 'Both verdicts'} says={view.withdrawn ? 'It was withdrawn before anybody had read it. Nothing happened to anybody.' : view.ended ? 'Appeals were granted that end all of it before anybody had read it. Nothing happened to anybody by it.' : seconds.length === 0 ? 'It takes two people. Nothing happens to anybody before the second has read all of it.' : 'Each given on the sealed evidence, without knowing the other.'}>
        <div className="col far">
          {view.nobodyLeft && <Notice icon="hourglass" tone="brick" role="status"><b className="b">No independent admin is left.</b> Everybody who could countersign had a hand in one of these cases. It waits until another admin is there.</Notice>}
          {view.barred !== null && seconds.length === 0 && !view.goesOn && <Notice icon="lock">{view.barred}</Notice>}
          {seconds.length === 0
            ? <Panel title={first.measure} icon="stamp" aside={<Tag tone="line">{view.withdrawn ? 'withdrawn' : view.ended ? 'ended' : 'waits for a second person'}</Tag>} foot={view.goesOn ? <WithdrawWave wave={page.wave} isOpen={view.withdraw.state === 'open'} /> : undefined}><div className="col"><Facts facts={[{ term: 'Proposed by', fact: <>{first.by}, <Time at={first.at} now={now} /></> }, { term: 'Grounds', fact: first.grounds.join(', ') || 'None' }, ...(first.unexplained === null ? [] : [{ term: UNEXPLAINED, fact: first.unexplained }])]} /><p className="says">{first.why}</p></div></Panel>
            : seconds.map((second) => <TwoVerdicts key={second.by} now={now} first={{ ...first, role: 'first', spent: null }} second={{ ...second, role: 'second', spent: null }} rows={[...comparedRows(first, second), ...second.apart.map(({ name, measure, words }) => ({ title: name, first: first.measure, second: `${measure}. ${words}` }))]} />)}
        </div>
      </Frame>
      <Frame number={2} title="How each stands" says="Each decision has its own case, notice and appeal.">
        <div className="g3">
          <div className="col far">
            <Panel title="Members" icon="users-round" bleed foot={<MatrixKeys />}>
              <MemberMatrix columns={page.columns} more={[{ head: 'Decision' }, { head: 'Case' }]} pages={pages} rows={page.lines.map((line) => rowOf(line, [<Stands key="stands" line={line} />, <Link key="case" className="id nw" href={`/cases/${line.case.id}`}>{line.case.name}</Link>], line.status !== 'confirmed' && line.status !== 'proposed'))} />
            </Panel>
            <LeftOut page={page} />
          </div>
          <div className="col far">
            <WaveRun title="Not proposed yet" icon="hourglass" action={goOnProposing} wave={page.wave} left={view.goesOn ? page.pending.length : 0} submit="Try these again"><ul className="plain sm">{page.pending.map(({ account, name }) => <li key={account}>{name}</li>)}</ul></WaveRun>
            <WaveRun title="Committed, not yet entered on each" past="What became of your verdict" icon="hourglass" action={goOnSigning} wave={page.wave} left={unsigned} submit={`Go on with ${plural(unsigned, 'account')}`} tone="primary" begins={signs} foot="Your verdict holds as it was committed, also where the policy has changed since. What you cannot sign any more, another admin reads: it waits under Reviews." />
            <WaveRun title="Undo the wave" icon="rotate-ccw" action={reverseWave} wave={page.wave} left={view.lift.state === 'open' ? view.standing : 0} submit={`Lift all ${view.standing} that stand`} foot="One account alone is lifted on its case, or by its appeal.">
              <TextField name="words" label="Why, as each holder will read it" hotkey="l" keyName="Undo the wave" rows={3} required hint="The platform hears the opposite orders; each holder gets a notice." />
            </WaveRun>
          </div>
        </div>
      </Frame>
    </>
  );
}

function WithdrawWave({ wave, isOpen }: { wave: string; isOpen: boolean }) {
  return (
    <ConfirmSubmit action={withdrawWhole} hidden={{ wave }} isOpen={isOpen} hotkey="q" open="Withdraw the wave…" question="Withdraw the whole wave?" consequence="All its proposals go at once. The cases are yours again; nobody reads what was proposed, and nobody is told of it." undo="It can be proposed again, for whom you choose then." submit="Withdraw it">
      <TextField name="words" id="withdraw-words" label="Why, for the record" rows={2} required />
    </ConfirmSubmit>
  );
}

function Stands({ line: { decision, decisionName, status, signed, ended } }: { line: WaveLine }) {
  return <>{status !== null && <><Tag tone={STATUS[status].tone}>{STATUS[status].words}</Tag><br /></>}<Link className="id nw" href={`/reviews/${decision}`}>{decisionName}</Link>{signed !== null && <><br /><span className="xs q">{signed}</span></>}{ended !== null && <><br /><span className="xs q">{ended}</span></>}</>;
}
