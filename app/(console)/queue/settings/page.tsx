import { ActionForm } from '@/components/controls/action-form';
import { SettingsFields } from '@/components/queue/settings-fields';
import { TopBar } from '@/components/shell/top-bar';
import { HiddenFields } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { DataTable } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { count, plural } from '@/components/ui/words';
import { NO_GROUP } from '@/lib/cases/queue';
import { queueAddress } from '@/lib/cases/queue-address';
import { partWords, settingsIn } from '@/lib/cases/queue-form';
import { BY_HAND, NEVER_HIDDEN, ruleWords, settingsChanges, type QueueSettings } from '@/lib/cases/queue-settings';
import { queueSetting, queueTrial, type QueueSetting, type QueueTrial } from '@/lib/cases/queries/queue-settings';
import { COUNTED_TO } from '@/lib/cases/queries/queue-tabs';
import { MEASURES } from '@/lib/decisions/kinds';
import { inputOf, signedIn } from '@/lib/kernel/action';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../../refused';
import { setQueue } from './actions';

export const metadata = { title: 'Settings of the queue' };

type Params = Promise<Record<string, string | string[] | undefined>>;
type Tried = { settings: QueueSettings; trial: QueueTrial };

/** What came of trying has the focus. */
const TRIED = 'tried';

/** How the queue is worked. A change is an address first: it is tried out on the open cases, and what was tried can be saved. */
export default async function QueueSettingsPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const [found, params] = await Promise.all([queueSetting(me, {}), searchParams]);
  if (!found.ok) return <Refused refusal={found} title="Settings of the queue" />;
  const inForce = found.value;
  const mayChange = may(me, 'queue.change');
  const asked = mayChange && params['due.act'] !== undefined ? settingsIn(inputOf(formOf(params))) : null;
  const trial = asked?.ok ? await queueTrial(me, { settings: asked.settings }) : null;
  const tried: Tried | null = asked?.ok && trial?.ok ? { settings: asked.settings, trial: trial.value } : null;
  // What was written wrongly stays in the form, so that nothing has to be typed twice.
  const shown = asked === null ? inForce.settings : asked.ok ? asked.settings : asked.written;
  const wrong = asked?.ok === false ? Object.keys(asked.fields) : [];
  return (
    <>
      <TopBar title="Settings of the queue" crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} beside={<span className="sm q hm"><Version setting={inForce} /></span>} />
      <main className="page" id="main">
        {tried !== null && <Consequences tried={tried} inForce={inForce} />}
        <div className="split">
          {mayChange
            ? (
              <Panel title="How the queue is worked" icon="sliders-horizontal" foot="None of this weighs evidence. What somebody says they do, where they say they live and in which language they read decide who reads their case, never what is found in it.">
                {asked?.ok === false && <div id={TRIED} tabIndex={-1} className="col reached mb-4" role="group" aria-label="What is wrong">{Object.entries(asked.fields).map(([path, words]) => <Notice key={path} icon="triangle-alert" tone="brick" role="alert"><b className="b">{partWords(path)}:</b> {words}</Notice>)}</div>}
                <form method="get" action={`#${TRIED}`} className="col far" aria-label="How the queue is worked" key={JSON.stringify(shown)}>
                  {/* The same address once more would be no question to the server, and what others do meanwhile not seen. */}
                  <HiddenFields values={{ asked: clock.now() }} />
                  <SettingsFields settings={shown} wrong={wrong} people={inForce.people} measures={MEASURES.map(({ id, title }) => ({ id, name: title, always: NEVER_HIDDEN.includes(id) }))} />
                  <div><button type="submit" className={tried === null ? 'btn pri' : 'btn'}>Try it out</button></div>
                </form>
              </Panel>
            )
            : <Panel title="How the queue is worked" icon="sliders-horizontal"><InWords settings={inForce.settings} /></Panel>}
          <div className="col far"><Groups setting={inForce} /></div>
        </div>
      </main>
    </>
  );
}

/** An address's values as a form would send them. */
function formOf(params: Awaited<Params>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(params)) for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) form.append(name, one);
  return form;
}

function Version({ setting: { version, setBy, setAt } }: { setting: QueueSetting }) {
  if (version === 0 || setAt === null) return <>As it comes: nobody has set anything yet</>;
  return <>Version {version}, by {setBy} <Time at={setAt} now={clock.now()} /></>;
}

/** What the change would do to the cases that are open now; what is read here can be saved. */
function Consequences({ tried: { settings, trial }, inForce }: { tried: Tried; inForce: QueueSetting }) {
  const changes = settingsChanges(inForce.settings, settings, new Map(inForce.people.map(({ id, name }) => [id, name])));
  const overdue = trial.lines.reduce((sum, line) => sum + line.overdue, 0);
  return (
    <Panel title="What it would do" icon="eye" acts id={TRIED} reached>
      <div className="col far">
      <p className="says">Of {plural(trial.open, 'open case', 'open cases')}, {count(trial.moved)} would change group and {count(trial.sooner)} would be due sooner{trial.late > 0 && <>, {count(trial.late)} of them late at once</>}.</p>
      <p className="sm q">No case is ever due later than it was promised. {count(overdue)} would be overdue.</p>
      {trial.deserted.length > 0 && <Notice icon="triangle-alert">{trial.deserted.join(', ')}: nobody with open access belongs to {trial.deserted.length === 1 ? 'it' : 'them'}. Until somebody does, those cases are handed to everybody.</Notice>}
      {settings.rules.length > 0 && (
        <DataTable caption="Where the open cases would go" tight rows={trial.lines} keyOf={({ rule }) => String(rule)} columns={[
          { key: 'rule', head: 'Rule', cell: ({ rule }) => (rule === null ? 'No rule fits' : rule === BY_HAND ? 'A person handed it on' : `${rule}: ${ruleWords(settings.rules[rule - 1]!.when)}`) },
          { key: 'group', head: 'To', cell: ({ rule, group }) => (rule === BY_HAND ? 'Where it is' : group || 'Everybody') },
          { key: 'cases', head: 'Cases', numeric: true, cell: ({ cases }) => count(cases) },
          { key: 'overdue', head: 'Overdue', numeric: true, cell: (line) => count(line.overdue) },
        ]} />
      )}
      {changes.length === 0
        ? <p className="sm q">Nothing differs from what is in force.</p>
        : (
          <>
            <ul className="col sm" aria-label="What changes">
              {changes.map(({ field, was, now }) => <li key={field}><b className="b">{field[0]?.toUpperCase()}{field.slice(1)}:</b> {now === null ? <>no more (was {was})</> : was === null ? now : <>{now} (now {was})</>}</li>)}
            </ul>
            <ActionForm action={setQueue} hidden={{ version: inForce.version, settings: JSON.stringify(settings) }} submit="Set the queue so" label="Set the queue so"><p className="sm q">It holds at once for what opens or changes; the worker then puts the open cases. It is undone by setting it back, but what became due sooner stays so.</p></ActionForm>
          </>
        )}
      </div>
    </Panel>
  );
}

function Groups({ setting: { groups } }: { setting: QueueSetting }) {
  return (
    <Panel title="Groups now" icon="users" bleed={groups.length > 0}>
      {groups.length === 0
        ? <p className="sm q">There are no groups: every case is everybody’s.</p>
        : <DataTable caption="Groups and their open cases" rows={groups} keyOf={({ name }) => name} columns={[
            { key: 'name', head: 'Group', names: true, cell: ({ name }) => <a href={queueAddress({ group: name || NO_GROUP })}>{name || 'Everybody'}</a> },
            { key: 'members', head: 'Who', cell: ({ name, members }) => (name === '' ? 'All moderators and admins' : members.map((one) => one.name).join(', ') || 'Nobody with open access: its cases are handed to everybody') },
            { key: 'cases', head: 'Open cases', numeric: true, cell: ({ cases }) => `${count(cases)}${cases >= COUNTED_TO ? '+' : ''}` },
          ]} />}
    </Panel>
  );
}

/** For those who may not change it. */
function InWords({ settings: { dueHours, bigStake, hidden, rules } }: { settings: QueueSettings }) {
  const names = hidden.map((id) => MEASURES.find((measure) => measure.id === id)?.title ?? id);
  return (
    <div className="col">
      <p className="says">A first look within {dueHours.act} hours at act, {dueHours.review} at review and {dueHours.watch} at watch{bigStake !== null && <>, and within {bigStake.hours} wherever ${count(bigStake.usd)} or more are at stake</>}.</p>
      <p>{names.length === 0 ? 'Every measure is offered on cases of everybody.' : `Not offered to moderators on cases of everybody: ${names.join(', ')}.`}</p>
      {rules.length > 0 && <ol className="sm">{rules.map(({ group, when }, index) => <li key={index}>{ruleWords(when)}: to {group}</li>)}</ol>}
      <p className="sm q">Admins set it.</p>
    </div>
  );
}
