'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import { MeasureFields } from '../decision/measure-fields';
import type { TogetherAction, TogetherLine, TogetherResult } from '../decision/together';
import type { FormField } from '@/lib/decisions/measure-form';
import type { BackAction, BackResult } from '../ui/back-state';
import { Band } from '../ui/band';
import { HiddenFields, TextField } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { DataTable } from '../ui/table';
import { Id } from '../ui/text';
import { plural } from '../ui/words';
import { Answer, Submit, useKeptForm } from './action-form';
import { useRunForm } from './run-form';
import { RunProgress } from './run-progress';
import { useShowsRun } from './run-shown';
import { TakeBack, useTakeBack } from './take-back';

export type TogetherFormProps = {
  lines: readonly TogetherLine[];
  measure: { id: string; name: string; fields: readonly FormField[]; /** A notice goes to each holder. */ tells: boolean; needsReason: boolean };
  hidden: Readonly<Record<string, string>>;
  /** Decides the cases in field `case`; called once a case, so that progress is seen. */
  action: TogetherAction;
  /** Withdraws the decision in field `decisionId`; with `stay` one stays here. */
  withdraw: FormAction;
  /** Withdraws the decisions in field `id`, one or several. */
  withdrawAll: BackAction;
  /** A run is over. */
  over: () => Promise<void>;
};

const FORM = 'together';

/** The consequences of one measure on many cases, case by case; then the same list with what came of it. */
export function TogetherForm({ lines, measure, hidden, action, withdraw, withdrawAll, over }: TogetherFormProps) {
  const { refused, results, run, isGoing, stop, forget, end, isBegun, notBegun, shown, form } = useRunForm<TogetherLine, TogetherResult>({ lines, action, missed: (caseId, words) => ({ caseId, decision: null, words }), over });
  const back = useTakeBack(withdrawAll, end);
  const able = lines.filter(({ may }) => may.is).length;
  const decided = results.flatMap(({ decision }) => decision ?? []);
  const done = decided.length;
  const standing = decided.filter((decision) => back.came.get(decision)?.done !== true);
  useShowsRun(standing, back.note);
  const isOver = isBegun || back.came.size > 0;
  return (
    <div className="col far">
      <form {...form} className="col far" id={FORM} aria-label={`${measure.name} on several cases`} aria-busy={isGoing}>
        <HiddenFields values={{ ...hidden, measure: measure.id }} />
        {!isOver && (
          <>
            <div className="col max-w-sm"><MeasureFields measure={measure.id} fields={measure.fields} wrong={() => undefined} /></div>
            {measure.needsReason && <TextField name="reason" label="Why, for whoever hears an appeal" rows={2} required />}
            <p className="q sm">{measure.tells ? 'Each holder is told in a notice of their own, with the sentences and grounds of their own evidence.' : 'Nobody is told.'} Each case is claimed where nobody holds it, decided, and entered by itself. Until 20 seconds after the last of them each can be withdrawn, or all at once{measure.tells ? '; afterwards each can be lifted' : ''}.</p>
            {refused !== null && <Notice icon="triangle-alert" tone="brick" role="alert">{refused}</Notice>}
            <div><Submit hotkey="mod+enter" disabled={able === 0}>{measure.name} on the chosen cases</Submit></div>
          </>
        )}
      </form>
      <RunProgress run={run} stop={stop} />
      {isOver && (
        <div className="row wrap">
          <span className="sm grow" role="status">{isGoing ? '' : `${done} decided${done < results.length ? `, ${results.length - done} refused` : ''}${notBegun > 0 ? `, ${notBegun} not begun` : ''}.`}</span>
          {!isGoing && <TakeBack of={back} ids={standing} verb="Withdraw all of this run" past="withdrawn" />}
          {!isGoing && <Link className="btn sml" href="/bulk" onClick={forget}>Back to the tray</Link>}
        </div>
      )}
      <DataTable caption={`${measure.name}, case by case`} rows={shown} keyOf={({ account }) => account} columns={[
        { key: 'decide', head: <span className="vh">Decide</span>, look: 'w-10', none: (line) => isOver || !line.may.is, cell: (line) => !isOver && <Chosen line={line} measure={measure} /> },
        { key: 'account', head: 'Account', names: true, look: 'align-top', cell: ({ href, name, band, account, case: number, why, appealed }) => <><Link href={href} prefetch={false}>{name}</Link> {band !== null && <Band band={band} />}<br /><span className="xs qq">{number !== null && `${number} `}<Id>{account}</Id></span>{why !== null && <span className="xs q block">{why}</span>}{appealed !== null && <span className="xs block"><Icon name="scale" small /> {appealed}</span>}</> },
        { key: 'came', head: isOver ? 'What came of it' : 'What would happen', look: 'sm', cell: (line) => <Outcome may={line.may} result={results.find(({ caseId }) => caseId === line.caseId)} back={back.came} note={back.note} withdraw={withdraw} /> },
      ]} />
    </div>
  );
}

/** Whose last measure an appeal has undone is bound again by whoever chooses it, and by no default. */
function Chosen({ line: { caseId, name, may, appealed }, measure }: { line: TogetherLine; measure: TogetherFormProps['measure'] }) {
  if (!may.is || caseId === null) return null;
  return <label className="grid size-6 place-items-center"><span className="vh">{`${measure.name} on ${name}`}</span><input type="checkbox" name="case" value={caseId} form={FORM} defaultChecked={appealed === null || !measure.tells} /><input type="hidden" name={`seen.${caseId}`} value={may.seen} form={FORM} /></label>;
}

type Back = { withdraw: FormAction; /** Told of what was withdrawn by itself. */ note: (result: BackResult) => void };

function Outcome({ may, result, back, ...more }: Pick<TogetherLine, 'may'> & Back & { result: TogetherResult | undefined; back: ReadonlyMap<string, BackResult> }) {
  if (result !== undefined) return <Came result={result} back={back.get(result.decision ?? '')} {...more} />;
  return may.is ? <Would may={may} /> : <span className="q"><Icon name="lock" small /> {may.why}</span>;
}

function Would({ may: { grounds, asked, said, held } }: { may: Extract<TogetherLine['may'], { is: true }> }) {
  return (
    <>
      {grounds.length > 0 && <p>On {plural(grounds.length, 'ground', 'grounds')}: <span className="id">{grounds.join(', ')}</span></p>}
      <Read what={plural(asked.length, 'question')} words={asked} />
      <Read what={`${plural(said.length, 'sentence')} of its own`} words={said} />
      <p className="q">{held ? 'You hold it.' : 'It is claimed first.'}</p>
    </>
  );
}

/** What goes to the holder, folded under how much it is. */
function Read({ what, words }: { what: string; words: readonly string[] }) {
  if (words.length === 0) return null;
  return <details className="twin"><summary>{what}</summary><ul className="plain grid gap-1 mb-1">{words.map((each) => <li key={each}>{each}</li>)}</ul></details>;
}

function Came({ result: { decision, words }, back, withdraw, note }: Back & { result: TogetherResult; back: BackResult | undefined }) {
  const { state, pending, form } = useKeptForm(withdraw);
  useEffect(() => { if (state?.ok === true && decision !== null) note({ id: decision, done: true, words: state.value.words }); }, [state, decision, note]);
  if (decision === null) return <span className="tb2"><Icon name="triangle-alert" small /> {words}</span>;
  if (back?.done === true) return <span><Icon name="rotate-ccw" small /> {back.words}</span>;
  if (state?.ok === true) return <span role="status"><Icon name="rotate-ccw" small /> {state.value.words}</span>;
  return (
    <form {...form} className="row wrap">
      <HiddenFields values={{ decisionId: decision, stay: 'yes' }} />
      <span><Icon name="circle-check" small /> {words}</span>
      <Submit tone="plain" small disabled={pending}>Withdraw</Submit>
      {back !== undefined && <span className="tb2"><Icon name="triangle-alert" small /> {back.words}</span>}
      <Answer state={state} />
    </form>
  );
}
