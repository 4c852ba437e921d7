import { Fragment, type ReactNode } from 'react';
import { canonicalJson } from '@/lib/kernel/canonical';
import { fieldWords } from '@/lib/policy/difference';
import { oddsOf } from '@/lib/policy/odds';
import { priorOf, startingOdds, type Policy, type SignalRule } from '@/lib/policy/policy';
import { partOf, SECTION_WORDS, type Section } from '@/lib/policy/section';
import { OddsHint } from '../controls/odds-hint';
import { PartForm } from '../controls/part-form';
import type { FormAction } from '../ui/form-state';
import { Panel } from '../ui/panel';
import { Table } from '../ui/table';
import { Id } from '../ui/text';
import { formOf } from './form-of';

export type EditedSignal = { id: string; title: string; halfLifeDays: number; rule: SignalRule; ratio: { nats: number; low: number; high: number; cases: number; source: string } | null };
export type DraftEditorProps = {
  action: FormAction;
  draft: string;
  version: number;
  policy: Policy;
  signals: readonly EditedSignal[];
  /** Families that may have a cap of their own. */
  families: readonly string[];
  /** The part that stands open. */
  open: Section | null;
};

const PARTS: Readonly<Record<Section, { says: string; Fields: (props: DraftEditorProps) => ReactNode }>> = {
  title: { says: 'What the change is for', Fields: TitleFields },
  bands: { says: 'Where watch, review and act begin', Fields: BandFields },
  signals: { says: 'On, off or in shadow; emphasis; half-lives', Fields: SignalFields },
  ratios: { says: 'What a finding at its fullest says', Fields: RatioFields },
  weights: { says: 'How findings add up', Fields: WeightFields },
  priors: { says: 'Before any evidence', Fields: PriorFields },
  limits: { says: 'Clocks, the queue, what signals answer for', Fields: LimitFields },
  grounds: { says: 'The clauses that notices quote', Fields: GroundFields },
  rates: { says: 'What money is worth in dollars', Fields: RateFields },
};

/** A draft part by part: each is a form of its own and is kept whole; its fields begin anew with what was kept. Where another part was kept, what is typed in this one stays. */
export function DraftEditor(props: DraftEditorProps) {
  return (
    <Panel title="Edit" icon="pen-line" bleed foot="Each part is kept by itself; what it changes stands under “What changes”. Weights and thresholds are in nats: 0.7 doubles the odds, 2.3 makes them ten times as large.">
      {(Object.keys(PARTS) as Section[]).map((section) => {
        const { says, Fields } = PARTS[section];
        return (
          <details className="part" key={section} id={`part-${section}`} open={props.open === section}>
            <summary>{SECTION_WORDS[section]}<span className="xs qq hm">{says}</span></summary>
            <PartForm id={formOf(section)} action={props.action} hidden={{ draft: props.draft, version: props.version, section }} submit={`Keep ${SECTION_WORDS[section].toLowerCase()}`} label={SECTION_WORDS[section]}><Fragment key={canonicalJson(partOf(props.policy, section))}><Fields {...props} /></Fragment></PartForm>
          </details>
        );
      })}
    </Panel>
  );
}

type Value = string | number | undefined;
const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`;

/** A named input with its label; `path` is the value's place in the policy. */
function Field({ path, label, hint, value, step = 'any', number = true }: { path: string; label?: string; hint?: ReactNode; value: Value; step?: string; number?: boolean }) {
  const name = `values.${path}`;
  return (
    <div className="field">
      <label htmlFor={idOf(name)}>{label ?? fieldWords(path.split('.'))}</label>
      <input id={idOf(name)} name={name} className="input" defaultValue={value} inputMode={number ? 'decimal' : undefined} step={number ? step : undefined} autoComplete="off" aria-describedby={hint === undefined ? undefined : `${idOf(name)}-hint`} />
      {hint !== undefined && <span className="hint" id={`${idOf(name)}-hint`}>{hint}</span>}
    </div>
  );
}

/** The same inside a table, where the head is the label. */
function Cell({ path, label, value, words = false }: { path: string; label: string; value: Value; words?: boolean }) {
  const name = `values.${path}`;
  return <input id={idOf(name)} name={name} className={words ? 'input' : 'input num'} defaultValue={value} inputMode={words ? undefined : 'decimal'} aria-label={label} autoComplete="off" />;
}

function TitleFields({ policy }: DraftEditorProps) {
  return <Field path="title" label="Title" value={policy.title} number={false} />;
}

function BandFields({ policy: { bands, calibration, reopenNats, clearedFactor } }: DraftEditorProps) {
  return (
    <>
      <div className="pair">{(['watch', 'review', 'act'] as const).map((band) => <Field key={band} path={`bands.${band}`} value={bands[band]} hint={<OddsHint field={idOf(`values.bands.${band}`)} nats={bands[band]} />} />)}</div>
      <div className="pair"><Field path="reopenNats" value={reopenNats} /><Field path="clearedFactor" value={clearedFactor} hint="0 nothing, 1 in full" /></div>
      <div className="pair"><Field path="calibration.a" label="Calibration: slope" value={calibration.a} /><Field path="calibration.b" label="Calibration: shift, nats" value={calibration.b} /><Field path="calibration.cases" label="Calibration: decided cases behind it" value={calibration.cases} /></div>
      <Field path="calibration.source" label="Calibration: where it comes from" value={calibration.source} number={false} />
      <div className="field"><label htmlFor="f-values-calibration-steps">Calibration: steps, in place of slope and shift</label><textarea id="f-values-calibration-steps" name="values.calibration.steps" className="input id" rows={3} defaultValue={calibration.steps?.map(([at, probability]) => `${at} ${probability}`).join('\n')} aria-describedby="f-values-calibration-steps-hint" /><span className="hint" id="f-values-calibration-steps-hint">Log-odds and probability, a step a line, both rising. Empty: none.</span></div>
    </>
  );
}

function SignalFields({ policy, signals }: DraftEditorProps) {
  return (
    <>
      <Table caption="Signals: state, emphasis and half-life" tight>
        <thead><tr><th scope="col">Signal</th><th scope="col">State</th><th scope="col" className="n">Emphasis ×</th><th scope="col" className="n">Half-life, days</th></tr></thead>
        <tbody>{signals.map(({ id, title, rule, halfLifeDays }) => (
          <tr key={id}>
            <th scope="row">{title} <Id quiet>{id}</Id></th>
            <td><select id={idOf(`values.signals.${id}.state`)} name={`values.signals.${id}.state`} className="input" defaultValue={rule.state} aria-label={`State of ${title}`}><option value="on">On</option><option value="shadow">Shadow</option><option value="off">Off</option></select></td>
            <td className="n"><Cell path={`signals.${id}.factor`} label={`Emphasis of ${title}, 0 to 3`} value={rule.factor} /></td>
            <td className="n"><input id={idOf(`values.signals.${id}.halfLifeDays`)} name={`values.signals.${id}.halfLifeDays`} className="input num" defaultValue={rule.halfLifeDays} placeholder={String(halfLifeDays)} inputMode="decimal" aria-label={`Half-life of ${title}; empty for its own ${halfLifeDays} days`} autoComplete="off" /></td>
          </tr>
        ))}</tbody>
      </Table>
      <div className="field"><label htmlFor="f-values-unlisted">Signals that are not listed</label><select id="f-values-unlisted" name="values.unlisted" className="input" defaultValue={policy.unlisted} aria-describedby="f-values-unlisted-hint"><option value="on">On</option><option value="shadow">Shadow</option><option value="off">Off</option></select><span className="hint" id="f-values-unlisted-hint">What a signal is that a later release brings.</span></div>
    </>
  );
}

function RatioFields({ policy, signals }: DraftEditorProps) {
  const known = new Set(signals.map(({ id }) => id));
  const rows = [...signals, ...Object.entries(policy.ratios ?? {}).filter(([id]) => !known.has(id)).map(([id, ratio]) => ({ id, title: 'not in this release', ratio }))];
  return (
    <Table caption="Published likelihood ratios, with their intervals" tight>
      <thead><tr><th scope="col">Signal</th><th scope="col" className="n">Nats</th><th scope="col" className="n">At least</th><th scope="col" className="n">At most</th><th scope="col" className="n">Cases</th><th scope="col">Source</th></tr></thead>
      <tbody>{rows.map(({ id, title, ratio }) => (
        <tr key={id}>
          <th scope="row"><Id>{id}</Id> <span className="xs q">{title}</span></th>
          {([['nats', 'Ratio'], ['low', 'Least ratio'], ['high', 'Most ratio'], ['cases', 'Cases']] as const).map(([part, label]) => <td key={part} className="n"><Cell path={`ratios.${id}.${part}`} label={`${label} of ${id}`} value={ratio?.[part]} /></td>)}
          <td><Cell path={`ratios.${id}.source`} label={`Source of ${id}`} value={ratio?.source} words /></td>
        </tr>
      ))}</tbody>
    </Table>
  );
}

function WeightFields({ policy: { caps, pairs, counters }, families }: DraftEditorProps) {
  return (
    <>
      <Table caption="Caps by family, nats" tight>
        <thead><tr><th scope="col">Family</th><th scope="col" className="n">Cap</th><th scope="col" className="n">With a strong finding</th></tr></thead>
        <tbody>
          <tr><th scope="row">All other families</th><td className="n"><Cell path="caps.otherwise.usual" label="Cap of all other families" value={caps.otherwise.usual} /></td><td className="n"><Cell path="caps.otherwise.withStrong" label="Cap of all other families with a strong finding" value={caps.otherwise.withStrong} /></td></tr>
          {families.map((family) => { const cap = Object.hasOwn(caps.families, family) ? caps.families[family] : undefined; return <tr key={family}><th scope="row">{family}</th><td className="n"><Cell path={`caps.families.${family}.usual`} label={`Cap of ${family}; empty as all others`} value={cap?.usual} /></td><td className="n"><Cell path={`caps.families.${family}.withStrong`} label={`Cap of ${family} with a strong finding`} value={cap?.withStrong} /></td></tr>; })}
        </tbody>
      </Table>
      <Table caption="Pairs that say more together" tight>
        <thead><tr><th scope="col">Pair</th><th scope="col">Signals</th><th scope="col" className="n">Nats</th><th scope="col">Words</th><th scope="col">Leave out</th></tr></thead>
        <tbody>{[...pairs, null].map((pair, index) => (
          <tr key={pair?.name ?? 'new'}>
            <td><Cell path={`pairs.${index}.name`} label={pair === null ? 'Name of a new pair' : `Name of pair ${index + 1}`} value={pair?.name} words /></td>
            <td><span className="row"><Cell path={`pairs.${index}.one`} label={`First signal of pair ${index + 1}`} value={pair?.signals[0]} /><Cell path={`pairs.${index}.other`} label={`Second signal of pair ${index + 1}`} value={pair?.signals[1]} /></span></td>
            <td className="n"><Cell path={`pairs.${index}.llr`} label={`Weight of pair ${index + 1}`} value={pair?.llr} /></td>
            <td><Cell path={`pairs.${index}.words`} label={`Words of pair ${index + 1}`} value={pair?.words} words /></td>
            <td>{pair !== null && <input type="checkbox" name={`values.pairs.${index}.remove`} aria-label={`Leave out the pair ${pair.name}`} />}</td>
          </tr>
        ))}</tbody>
      </Table>
      <div className="pair">{Object.entries(counters.kinds).map(([kind, nats]) => <Field key={kind} path={`counters.kinds.${kind}`} value={nats} />)}<Field path="counters.floor" value={counters.floor} /></div>
    </>
  );
}

function PriorFields({ policy }: DraftEditorProps) {
  const { priors, stories } = policy;
  // Where bands begin is written in calibrated odds: what the share comes to there is told where it differs.
  const [share, stated] = [oddsOf(priorOf(policy, null)), oddsOf(startingOdds(policy))];
  return (
    <>
      <Field path="priors.otherwise" label="Share of accounts worked by somebody else" value={priors.otherwise} hint={`${priors.otherwise} is ${share}${stated === share ? '' : `, which the calibration states as ${stated}`}`} />
      <Table caption="By declared field of work" tight>
        <thead><tr><th scope="col">Declared field of work</th><th scope="col" className="n">Share</th><th scope="col">Leave out</th></tr></thead>
        <tbody>{[...Object.entries(priors.segments), null].map((one, index) => (
          <tr key={one?.[0] ?? 'new'}><td><Cell path={`priors.segments.${index}.segment`} label={one === null ? 'Another field of work' : `Field of work ${index + 1}`} value={one?.[0]} words /></td><td className="n"><Cell path={`priors.segments.${index}.share`} label={`Share of field ${index + 1}`} value={one?.[1]} /></td><td>{one !== null && <input type="checkbox" name={`values.priors.segments.${index}.remove`} aria-label={`Leave out ${one[0]}`} />}</td></tr>
        ))}</tbody>
      </Table>
      {stories !== undefined && <fieldset><legend className="lbl">Share of ordinary accounts that live each innocent story</legend><div className="pair">{Object.entries(stories).map(([story, share]) => <Field key={story} path={`stories.${story}`} label={story.replaceAll('_', ' ')} value={share} />)}</div></fieldset>}
    </>
  );
}

function LimitFields({ policy }: DraftEditorProps) {
  const groups = [['limits', 'Clocks'], ['queue', 'The queue'], ['reports', 'What signals answer for'], ['retention', 'Retention']] as const;
  return groups.map(([group, legend]) => <fieldset key={group}><legend className="lbl">{legend}</legend><div className="pair">{Object.entries(policy[group]).map(([key, value]) => <Field key={key} path={`${group}.${key}`} value={value} />)}</div></fieldset>);
}

function GroundFields({ policy: { grounds } }: DraftEditorProps) {
  return [...grounds, null].map((ground, index) => (
    <fieldset key={ground?.number ?? 'new'} className="col">
      <legend className="lbl">{ground === null ? 'Another ground' : `Ground ${ground.number}`}</legend>
      <div className="pair"><Field path={`grounds.${index}.number`} label="Number" value={ground?.number} number={false} /><Field path={`grounds.${index}.title`} label="Title" value={ground?.title} number={false} /></div>
      <div className="field"><label htmlFor={`f-values-grounds-${index}-text`}>Text</label><textarea id={`f-values-grounds-${index}-text`} name={`values.grounds.${index}.text`} className="input" rows={2} defaultValue={ground?.text} /></div>
      {ground !== null && <label className="pick"><input type="checkbox" name={`values.grounds.${index}.remove`} /><span>Leave it out</span></label>}
    </fieldset>
  ));
}

function RateFields({ policy: { rates } }: DraftEditorProps) {
  return [...rates, null].map((table, index) => (
    <fieldset key={table?.date ?? 'new'} className="col">
      <legend className="lbl">{table === null ? 'Another table' : `From ${table.date}`}</legend>
      <Field path={`rates.${index}.date`} label="In force from, as 2026-01-31" value={table?.date} number={false} />
      <div className="field"><label htmlFor={`f-values-rates-${index}-usd`}>US dollars for one unit, a currency a line</label><textarea id={`f-values-rates-${index}-usd`} name={`values.rates.${index}.usd`} className="input id" rows={table === null ? 2 : 6} defaultValue={table === null ? '' : Object.entries(table.usd).map(([currency, rate]) => `${currency} ${rate}`).join('\n')} /></div>
      {table !== null && rates.length > 1 && <label className="pick"><input type="checkbox" name={`values.rates.${index}.remove`} /><span>Leave it out</span></label>}
    </fieldset>
  ));
}
