import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AsOf } from '@/components/audit/as-of';
import { LedgerTable } from '@/components/audit/ledger';
import { ListKeys } from '@/components/controls/list-keys';
import { VerifyForm } from '@/components/controls/verify-form';
import { PlatformId } from '@/components/controls/platform-id';
import { TopBar } from '@/components/shell/top-bar';
import { Button, ButtonLink } from '@/components/ui/button';
import { HiddenFields } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts } from '@/components/ui/text';
import { plural } from '@/components/ui/words';
import { breaksIn } from '@/lib/audit/chain';
import { chainAbout, chainLines, namesInChanges, staffIn } from '@/lib/audit/queries/ledger';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { pagesNow } from '../../../pages-now';
import { Refused } from '../../refused';
import { verify } from '../actions';
import { capital, chainHref, ledgerRow, marksOf, standingAt } from '../rows';

export const metadata = { title: 'Story of a case' };

const MOST = 1_000;

type Props = { params: Promise<{ chain: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One case's story, line by line, as of the line that the address names. */
export default async function ChainPage({ params, searchParams }: Props) {
  const me = await signedIn();
  const [{ chain: text }, { seq: asked }] = await Promise.all([params, searchParams]);
  const chain = decodeURIComponent(text);
  if (chain === 'main') redirect('/audit?chain=main');
  const [about, found] = await Promise.all([chainAbout(me, { chain }), chainLines(me, { chain, limit: MOST })]);
  if (!about.ok || about.value === null) return <Refused refusal={about.ok ? { ok: false, code: 'not-found', words: '', fields: {} } : about} title="Audit" />;
  if (!found.ok) return <Refused refusal={found} title="Audit" />;
  const { lines, length } = found.value;
  const { number, id, account, name, status } = about.value;
  const last = lines.at(-1)?.seq ?? 0;
  const chosen = lines.some(({ seq }) => String(seq) === asked) ? Number(asked) : last;
  const names = await namesInChanges(me, { ids: staffIn(lines) });
  // A covered line is told otherwise than it was written, so its own digest was held against it where it is read.
  const covered = new Set(lines.filter((line) => line.covered?.holds).map(({ seq }) => seq));
  const broken = new Set(breaksIn(lines).filter(({ kind, seq }) => kind !== 'changed' || !covered.has(seq)).map(({ seq }) => seq));
  const rows = lines.map((line) => ledgerRow(line, names.ok ? names.value : {}, { broken, href: chainHref(chain, line.seq) })).reverse();
  const marks = marksOf(lines);
  const decisions = new Map(lines.map(({ seq, refs }) => [seq, refs['decision']]));
  const then = standingAt(rows.filter(({ seq }) => seq <= chosen), (seq) => decisions.get(seq), !lines.some(({ seq, covered: isCovered }) => seq <= chosen && isCovered !== undefined));
  return (
    <>
      <TopBar title={`C-${number}`} crumbs={[{ label: 'Audit', href: '/audit', icon: 'book-check' }]} beside={<span className="sm q hm">{plural(length, 'entry', 'entries')} since the case was opened</span>}>
        <ButtonLink href={`/cases/${id}`} small icon="external-link" hotkey="o">Dossier</ButtonLink>
        {me.role === 'auditor' && <Tag tone="line" icon="eye">Reading only</Tag>}
      </TopBar>
      <main className="page" id="main">
        <AsOf entries={lines.map(({ seq, at }, index) => ({ seq, at, mark: marks[index] ?? null }))} chosen={chosen} before={chosen > 1 ? chainHref(chain, chosen - 1) : null} after={chosen < last ? chainHref(chain, chosen + 1) : null} nowHref={chainHref(chain)} />
        <div className="split">
          <Panel title="Ledger" icon="book-check" bleed aside={<span className="xs q hm">Who, what, old value, new value, link to the line before</span>} foot={length > lines.length ? `The first ${plural(lines.length, 'line')} of ${plural(length, 'line')}; the export has them all.` : undefined}><LedgerTable rows={rows} chosen={chosen} /></Panel>
          <div className="col far">
            {may(me, 'ledger.verify') && <VerifyForm key={chain} action={verify} chain={chain} command={`npm run --silent countersign -- verify --chain ${chain}`} />}
            <Panel title={chosen === last ? 'As it stands' : `As it stood at line ${chosen}`} icon="snowflake">
              <Facts facts={[
                { term: 'Account', fact: <Link href={`/accounts/${encodeURIComponent(account)}`}>{name ?? account}</Link> },
                { term: 'Id', fact: <PlatformId kind="account" id={account} pages={await pagesNow()} /> },
                ...then.map(({ field, value, seq, of }) => ({ term: field === 'odds' ? `Odds, as entered at line ${seq}` : of === null ? capital(field) : `${capital(field)}, of the decision of line ${of}`, fact: value })),
                ...(chosen === last && !then.some(({ field }) => field === 'state') ? [{ term: 'State', fact: status }] : []),
              ]} />
            </Panel>
            {may(me, 'ledger.export') && (
              <Panel title="Take it out" icon="download">
                <form method="post" action="/audit/export" target="_blank" className="col far">
                  <HiddenFields values={{ chain }} />
                  <p className="sm q">This chain as NDJSON, with the checkpoints that signed it.</p>
                  <div><Button type="submit" small icon="download">Export this chain</Button></div>
                </form>
              </Panel>
            )}
          </div>
        </div>
        <ListKeys one="line" />
      </main>
    </>
  );
}
