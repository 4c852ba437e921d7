import { redirect } from 'next/navigation';
import { z } from 'zod';
import { LedgerTable } from '@/components/audit/ledger';
import { ListKeys } from '@/components/controls/list-keys';
import { VerifyForm } from '@/components/controls/verify-form';
import { TopBar } from '@/components/shell/top-bar';
import { Button, ButtonLink } from '@/components/ui/button';
import { InputField, Pick, SelectField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts, Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count, plural } from '@/components/ui/words';
import { chainMeant, ledgerActors, ledgerLines, ledgerState, namesInChanges, staffIn } from '@/lib/audit/queries/ledger';
import { signedIn } from '@/lib/kernel/action';
import { clock } from '@/lib/kernel/clock';
import { may, PERMISSIONS } from '@/lib/staff/permissions';
import { Refused } from '../refused';
import { verify } from './actions';
import { chainHref, ledgerRow } from './rows';

export const metadata = { title: 'Audit' };

const DECIDED = 'decided';
/** Told wherever it may be so, and not only where it is: that something was left out of one list and not of another would tell what. */
const LEFT_OUT = 'Lines of others that are covered until you have read the evidence yourself are left out of this list.';

const asked = z.object({
  actor: z.string().max(64).catch(''),
  /** A command, or `decided` for all by which somebody decides. */
  command: z.string().max(64).catch(''),
  /** The UTC day with which the lines begin. */
  since: z.iso.date().catch(''),
  refused: z.literal('1').nullable().catch(null),
  chain: z.literal('main').nullable().catch(null),
  case: z.string().trim().max(100).catch(''),
  before: z.string().regex(/^\d+~[\w:]+~\d+$/).nullable().catch(null),
});

type Params = Promise<Record<string, string | string[] | undefined>>;

/** The ledger over all chains, and where an auditor's work begins. */
export default async function AuditPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const wanted = asked.parse(await searchParams);
  const meant = wanted.case === '' ? null : await chainMeant(me, { text: wanted.case });
  if (meant?.ok) redirect(chainHref(meant.value));
  const [at = '', chain = '', seq = ''] = wanted.before?.split('~') ?? [];
  const [found, state, actors] = await Promise.all([
    ledgerLines(me, { actor: wanted.actor || undefined, command: wanted.command === DECIDED ? undefined : wanted.command || undefined, decided: wanted.command === DECIDED, since: wanted.since === '' ? undefined : Date.parse(wanted.since), chain: wanted.chain ?? undefined, refusedOnly: wanted.refused !== null, before: wanted.before === null ? undefined : { at: Number(at), chain, seq: Number(seq) } }),
    ledgerState(me, {}),
    ledgerActors(me, {}),
  ]);
  if (!found.ok) return <Refused refusal={found} title="Audit" />;
  const { lines, numbers, next, leavesOut } = found.value;
  const names = await namesInChanges(me, { ids: staffIn(lines) });
  const now = clock.now();
  const isFiltered = wanted.actor !== '' || wanted.command !== '' || wanted.since !== '' || wanted.refused !== null || wanted.chain !== null || wanted.before !== null;
  const earlier = next === null ? null : `/audit?${new URLSearchParams(Object.entries({ actor: wanted.actor, command: wanted.command, since: wanted.since, refused: wanted.refused ?? '', chain: wanted.chain ?? '', before: `${next.at}~${next.chain}~${next.seq}` }).filter(([, value]) => value !== ''))}`;
  const stands = state.ok ? state.value : null;
  return (
    <>
      <TopBar title="Audit" beside={stands !== null && <span className="sm q hm">{plural(stands.lines, 'line')} in {plural(stands.chains, 'chain')}</span>}>{me.role === 'auditor' && <Tag tone="line" icon="eye">Reading only</Tag>}</TopBar>
      <main className="page" id="main">
        {meant !== null && <Notice icon="triangle-alert" role="status">{meant.words}</Notice>}
        <div className="split">
          {lines.length === 0
            ? <PanelEmpty title="Ledger" icon="book-check" words="No line fits" searched={`Looked through every chain for what was asked.${leavesOut ? ` ${LEFT_OUT}` : ''}`} />
            : (
              <Panel title="Ledger" icon="book-check" bleed aside={<span className="xs q hm">Who, what, old value, new value, link to the line before</span>} foot={<span className="row wrap">{earlier === null ? 'These are the first lines there are.' : <ButtonLink href={earlier} small>Earlier lines</ButtonLink>}{leavesOut && <span>{LEFT_OUT}</span>}</span>}>
                <LedgerTable rows={lines.map((line) => ledgerRow(line, names.ok ? names.value : {}, line.chain === 'main' ? { chain: 'main' } : { href: chainHref(line.chain, line.seq), chain: numbers[line.chain] }))} />
              </Panel>
            )}
          <div className="col far">
            <Panel title="Show" icon="filter">
              <form method="get" className="col far">
                <InputField name="case" label="One case’s story" hint="C-1001, or a case’s id." defaultValue={wanted.case} />
                <SelectField name="actor" label="Who" defaultValue={wanted.actor} options={[{ value: '', label: 'Anybody' }, ...(actors.ok ? actors.value.map(({ id, name }) => ({ value: id, label: name })) : [])]} />
                <SelectField name="command" label="What" defaultValue={wanted.command} options={[{ value: '', label: 'Anything' }, { value: DECIDED, label: 'decided: proposals and second readings' }, ...Object.keys(PERMISSIONS).sort().map((name) => ({ value: name, label: name }))]} />
                <InputField name="since" label="Since, UTC day" type="date" defaultValue={wanted.since} />
                <Pick type="checkbox" name="refused" value="1" defaultChecked={wanted.refused !== null}>Only what was refused</Pick>
                <Pick type="checkbox" name="chain" value="main" defaultChecked={wanted.chain !== null}>Only what is about no case</Pick>
                <div className="row"><Button type="submit" small>Show these</Button>{isFiltered && <ButtonLink href="/audit" small tone="bare">Show all</ButtonLink>}</div>
              </form>
            </Panel>
            {may(me, 'ledger.verify') && <VerifyForm action={verify} command="npm run --silent countersign -- verify" />}
            <Panel title="Checkpoints" icon="stamp">
              {stands === null || stands.checkpoint === null
                ? <p className="sm q">None is signed yet. The worker signs one within a minute of a new line.</p>
                : <Facts facts={[{ term: 'Latest', fact: count(stands.checkpoint.number) }, { term: 'Signed', fact: <Time at={stands.checkpoint.at} now={now} /> }, { term: 'Digest', fact: <Id title={stands.checkpoint.digest}>{stands.checkpoint.digest.slice(0, 12)}…</Id> }]} />}
            </Panel>
            {may(me, 'ledger.export') && (
              <Panel title="Take it out" icon="download">
                <form method="post" action="/audit/export" target="_blank" className="col far">
                  <p className="sm q">Every line, link, head and checkpoint as NDJSON, to be verified without this server. That you took it out is entered.</p>
                  <div><Button type="submit" small icon="download">Export the ledger</Button></div>
                </form>
              </Panel>
            )}
          </div>
        </div>
        {lines.length > 0 && <ListKeys one="line" />}
      </main>
    </>
  );
}
