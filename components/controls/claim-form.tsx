'use client';
import Link from 'next/link';
import type { ClaimAction, ClaimLine, ClaimResult } from '../queue/claiming';
import type { BackAction, BackResult } from '../ui/back-state';
import { Band } from '../ui/band';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { DataTable } from '../ui/table';
import { Id } from '../ui/text';
import { plural } from '../ui/words';
import { Submit } from './action-form';
import { keepChoices } from './choice-bar';
import { useRunForm } from './run-form';
import { RunProgress } from './run-progress';
import { TakeBack, useTakeBack } from './take-back';

const FORM = 'claim-chosen';

/** What claiming the chosen cases takes, case by case and with their rings; then the same list with what came of it, and one way to let all of it go. */
export function ClaimForm({ lines, action, letGo, over }: { lines: readonly ClaimLine[]; /** Claims the cases in field `case`; called once a case, so that progress is seen. */ action: ClaimAction; letGo: BackAction; /** A run is over. */ over: () => Promise<void> }) {
  const { refused: why, results, run, isGoing, stop, end, isBegun, notBegun, shown, form } = useRunForm<ClaimLine, ClaimResult>({
    lines, action, missed: (caseId, words) => ({ caseId, is: 'refused', along: [], words }),
    over: async () => { keepChoices([]); await over(); },
  });
  const back = useTakeBack(letGo, end);
  const isOver = isBegun || back.came.size > 0;
  const able = lines.filter(({ may }) => may.is).length;
  const taken = results.flatMap((one) => (one.is === 'claimed' ? [one.caseId, ...one.along.map(({ caseId }) => caseId)] : []));
  const held = taken.filter((caseId) => back.came.get(caseId)?.done !== true);
  const leads = new Map(results.flatMap((one) => one.along.map(({ caseId }) => [caseId, lines.find((line) => line.caseId === one.caseId)?.case ?? ''] as const)));
  const refused = results.filter(({ is }) => is === 'refused').length;
  return (
    <div className="col far">
      <form {...form} className="col far" id={FORM} aria-label="Claim several cases" aria-busy={isGoing}>
        {!isOver && (
          <>
            <p className="q sm">{able === 0 ? 'None of these is to be had: each says why.' : 'Each is claimed by itself and entered by itself, with the free cases of its ring, ticked here or not. What somebody else takes meanwhile stays theirs.'}</p>
            {why !== null && <Notice icon="triangle-alert" tone="brick" role="alert">{why}</Notice>}
            {able > 0 && <div><Submit hotkey="mod+enter">Claim the chosen cases</Submit></div>}
          </>
        )}
      </form>
      <RunProgress run={run} stop={stop} />
      {isOver && (
        <div className="row wrap">
          <span className="sm grow" role="status">{isGoing ? '' : `${plural(taken.length, 'case is', 'cases are')} yours by this${refused > 0 ? `, ${refused} refused` : ''}${notBegun > 0 ? `, ${notBegun} not begun` : ''}.`}</span>
          {!isGoing && <TakeBack of={back} ids={held} verb="Let all go" past="let go" />}
          {!isGoing && <Link className="btn sml" href="/queue?view=mine" prefetch={false}>Yours in the queue</Link>}
        </div>
      )}
      <DataTable caption="Cases to claim, one by one" rows={shown} keyOf={({ caseId }) => caseId} columns={[
        { key: 'claim', head: <span className="vh">Claim</span>, look: 'w-10', none: (line) => isOver || !line.may.is, cell: (line) => !isOver && line.may.is && <label className="grid size-6 place-items-center"><span className="vh">{`Claim ${line.name}`}</span><input type="checkbox" name="case" value={line.caseId} form={FORM} defaultChecked /></label> },
        { key: 'account', head: 'Account', names: true, cell: ({ href, name, band, account, case: number }) => <><Link href={href} prefetch={false}>{name}</Link> {band !== null && <Band band={band} />}<br /><span className="xs qq">{number} <Id>{account}</Id></span></> },
        { key: 'came', head: isOver ? 'What came of it' : 'What it takes', look: 'sm', cell: (line) => <Outcome line={line} result={results.find(({ caseId }) => caseId === line.caseId)} isOver={isOver && !isGoing} cameWith={leads.get(line.caseId)} back={back.came} /> },
      ]} />
    </div>
  );
}

/** `cameWith`: the case that brought it along without its being asked for. */
function Outcome({ line: { caseId: own, may }, result, isOver, cameWith, back }: { line: ClaimLine; result: ClaimResult | undefined; isOver: boolean; cameWith: string | undefined; back: ReadonlyMap<string, BackResult> }) {
  const gone = back.get(own);
  if (result === undefined && (cameWith !== undefined || gone !== undefined)) return <Held words={`It came with ${cameWith}.`} back={gone} />;
  if (result === undefined && isOver) return may.is ? <span className="q">Not claimed.</span> : <span className="q"><Icon name="lock" small /> {may.why}</span>;
  if (result === undefined) return may.is ? <Takes may={may} /> : <span className="q"><Icon name="lock" small /> {may.why}</span>;
  if (result.is === 'refused') return <span className="tb2"><Icon name="triangle-alert" small /> {result.words}</span>;
  if (result.is === 'held') return <Held words={result.words} back={gone} />;
  return (
    <ul className="plain">
      <li><Held words={result.words} back={back.get(result.caseId)} /></li>
      {result.along.map(({ caseId, case: number, name }) => <li key={caseId}>{number} {name}: <Held words="Yours as well." back={back.get(caseId)} /></li>)}
    </ul>
  );
}

function Takes({ may: { ring, along, comesWith } }: { may: Extract<ClaimLine['may'], { is: true }> }) {
  if (comesWith !== null) return <>It comes with {comesWith}, of the same ring.</>;
  if (along.length === 0) return <>This case alone.</>;
  return <><Icon name="users-round" small /> With {plural(along.length, 'more case', 'more cases')} of {ring === null ? 'its ring' : `ring ${ring}`}: {along.map((one) => `${one.case} ${one.name}`).join(', ')}.</>;
}

function Held({ words, back }: { words: string; back: BackResult | undefined }) {
  if (back === undefined) return <><Icon name="circle-check" small /> {words}</>;
  return back.done ? <><Icon name="rotate-ccw" small /> {back.words}</> : <span className="tb2"><Icon name="triangle-alert" small /> {back.words}</span>;
}
