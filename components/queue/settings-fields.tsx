import { ENGLISH_NAMES, LANGUAGES } from '@/lib/kernel/language';
import { REGIONS } from '@/lib/kernel/time-zone';
import { ruleWords, type QueueSettings, type RuleConditions } from '@/lib/cases/queue-settings';
import { FAMILIES } from '@/lib/signals/signal';
import { InputField, Pick, SelectField } from '../ui/field';
import { FAMILY } from '../ui/icon';

export type SettingsFieldsProps = {
  settings: QueueSettings;
  /** Paths of what was written wrongly ("rules.1.when"): those parts stand open. */
  wrong?: readonly string[];
  people: readonly { id: string; name: string }[];
  /** Measures that a queue may leave to admins, and those that it never may. */
  measures: readonly { id: string; name: string; always: boolean }[];
};

/** How the queue is worked, as the fields of one form. Empty rows at the end add a group or a rule. */
export function SettingsFields({ settings, wrong = [], people, measures }: SettingsFieldsProps) {
  const { dueHours, bigStake, groups, rules } = settings;
  const isWrong = (part: string): boolean => wrong.some((path) => path === part || path.startsWith(`${part}.`));
  return (
    <>
      <fieldset className="col">
        <legend className="lbl">A first look within</legend>
        <div className="pair">
          {(['act', 'review', 'watch'] as const).map((band) => <Hours key={band} name={`due.${band}`} label={`${band[0]?.toUpperCase()}${band.slice(1)}, hours`} value={dueHours[band]} required />)}
        </div>
        <div className="pair">
          <InputField name="big.usd" label="Much at stake: from US dollars" hint="Empty: money changes nothing." inputMode="decimal" autoComplete="off" defaultValue={bigStake?.usd ?? ''} />
          <Hours name="big.hours" label="Then within hours at the latest" value={bigStake?.hours} />
        </div>
      </fieldset>
      <NotOffered legend="Not offered to moderators, on cases of everybody" name="hidden[]" hidden={settings.hidden} measures={measures} />
      <h3>Groups</h3>
      {[...groups, null].map((group, index) => (
        <details key={group?.name ?? 'new'} className="twin" open={(group === null && groups.length === 0) || isWrong(`groups.${index}`)}>
          <summary>{group === null ? 'Another group' : `${group.name}: ${group.members.length === 0 ? 'nobody' : people.filter(({ id }) => group.members.includes(id)).map(({ name }) => name).join(', ') || 'nobody with open access'}`}</summary>
          <div className="col py-2">
            <InputField name={`groups.${index}.name`} label={group === null ? 'Name of another group' : `Name of group ${index + 1}`} maxLength={30} autoComplete="off" defaultValue={group?.name} hint={group === null ? 'Try it out once, then rules can send cases to it.' : undefined} />
            <fieldset>
              <legend className="lbl">Who belongs to {group?.name ?? 'it'}</legend>
              <div className="checks">{people.map(({ id, name }) => <Pick key={id} type="checkbox" name={`groups.${index}.members[]`} value={id} defaultChecked={group?.members.includes(id)}>{name}</Pick>)}</div>
            </fieldset>
            <NotOffered legend={`Not offered to moderators, on cases of ${group?.name ?? 'this group'}`} name={`groups.${index}.hidden[]`} hidden={group?.hidden ?? settings.hidden} measures={measures} />
            {group !== null && <Pick type="checkbox" name={`groups.${index}.remove`} value="yes">Leave {group.name} out, and its rules with it</Pick>}
          </div>
        </details>
      ))}
      <h3>Rules</h3>
      <p className="sm q">The first that fits decides the group; what no rule fits is everybody’s. Within a rule all conditions hold, within a condition one of the chosen is enough.</p>
      {groups.length === 0
        ? <p className="sm q">Name a group first: a rule sends cases to one.</p>
        : [...rules, null].map((rule, index) => (
          <details key={index} className="twin" open={isWrong(`rules.${index}`)}>
            <summary>{rule === null ? 'Another rule' : isWrong(`rules.${index}`) ? `Rule ${index + 1}` : `Rule ${index + 1}: ${ruleWords(rule.when)}: to ${rule.group}`}</summary>
            <RuleFields index={index} rule={rule} groups={groups.map(({ name }) => name)} />
          </details>
        ))}
    </>
  );
}

function Hours({ name, label, value, required = false }: { name: string; label: string; value: number | undefined; required?: boolean }) {
  return <InputField name={name} label={label} inputMode="decimal" autoComplete="off" required={required} defaultValue={value ?? ''} />;
}

function NotOffered({ legend, name, hidden, measures }: { legend: string; name: string; hidden: readonly string[]; measures: SettingsFieldsProps['measures'] }) {
  const always = measures.filter((measure) => measure.always).map((measure) => measure.name);
  return (
    <fieldset>
      <legend className="lbl">{legend}</legend>
      <div className="checks">{measures.filter((measure) => !measure.always).map((measure) => <Pick key={measure.id} type="checkbox" name={name} value={measure.id} defaultChecked={hidden.includes(measure.id)}>{measure.name}</Pick>)}</div>
      <p className="xs qq">{always.join(' and ')} are always offered, and so is renewing a hold that is in force.</p>
    </fieldset>
  );
}

function RuleFields({ index, rule, groups }: { index: number; rule: { group: string; when: RuleConditions } | null; groups: readonly string[] }) {
  const at = (part: string) => `rules.${index}.${part}`;
  const when = rule?.when;
  const checks = (part: string, legend: string, options: readonly (readonly [string, string])[], chosen: readonly string[] = []) => (
    <fieldset>
      <legend className="lbl">{legend}</legend>
      <div className="checks">{options.map(([value, label]) => <Pick key={value} type="checkbox" name={at(`${part}[]`)} value={value} defaultChecked={chosen.includes(value)}>{label}</Pick>)}</div>
    </fieldset>
  );
  return (
    <div className="col py-2">
      <div className="pair">
        <SelectField name={at('group')} label={`Rule ${index + 1} sends to`} defaultValue={rule?.group ?? ''} options={[{ value: '', label: rule === null ? 'No group: no such rule' : 'No group: leave the rule out' }, ...groups.map((name) => ({ value: name, label: name }))]} />
        <InputField name={at('place')} label="Place in the order" inputMode="numeric" autoComplete="off" defaultValue={index + 1} />
      </div>
      {checks('bands', 'Band', [['act', 'Act'], ['review', 'Review']], when?.bands)}
      <div className="pair">
        <SelectField name={at('ring')} label="Ring" defaultValue={when?.ring ?? ''} options={[{ value: '', label: 'In a ring or not' }, { value: 'in', label: 'In a ring' }, { value: 'out', label: 'In no ring' }]} />
        <InputField name={at('stake')} label="At stake, US dollars or more" inputMode="decimal" autoComplete="off" defaultValue={when?.leastStake ?? ''} />
      </div>
      {checks('families', 'Evidence among the three heaviest reasons', FAMILIES.map((family) => [family, FAMILY[family].word] as const), when?.families)}
      <InputField name={at('segments')} label="Declared field of work" hint="As the platform calls it; one of several with commas between. Empty: any." autoComplete="off" maxLength={1300} defaultValue={when?.segments.join(', ')} />
      {checks('languages', 'Language in which the holder is told', LANGUAGES.map((one) => [one, ENGLISH_NAMES[one]] as const), when?.languages)}
      {checks('regions', 'Part of the world they declare to live in', REGIONS.map((region) => [region, `${region[0]?.toUpperCase()}${region.slice(1)}`] as const), when?.regions)}
    </div>
  );
}
