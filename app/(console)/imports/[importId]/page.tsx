import { ActionForm } from '@/components/controls/action-form';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { ImportState, Progress } from '@/components/imports/import-list';
import { TopBar } from '@/components/shell/top-bar';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { DataTable } from '@/components/ui/table';
import { Facts, Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count } from '@/components/ui/words';
import { importAt } from '@/lib/intake/queries/imports';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../../refused';
import { run } from '../actions';
import { importRow } from '../rows';
import { Preview } from './panels';

export const metadata = { title: 'Import' };

const SHOWN = 100;

export default async function ImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await importAt(me, { id: (await params).importId, limit: SHOWN });
  if (!found.ok) return <Refused refusal={found} title="Import" />;
  const file = found.value;
  const row = importRow(file);
  const now = clock.now();
  const canRun = file.status === 'waiting' || file.status === 'failed';
  return (
    <>
      <TopBar title={file.fileName} crumbs={[{ label: 'Imports', href: '/imports', icon: 'upload' }]} beside={<ImportState status={row.status} />} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="imports" auto one="import" />
        {file.error !== null && <Notice icon="triangle-alert" tone="brick">It stopped after line {count(file.lines)}: {file.error} Nothing read before is lost; run it again and it goes on from there.</Notice>}
        <div className="split">
          <div className="col far">
            {file.status === 'waiting' && may(me, 'ask.upload') && <Preview id={file.id} me={me} now={now} />}
            {file.status === 'waiting' && !may(me, 'ask.upload') && <PanelEmpty title="Preview" icon="eye" words="Waits for an admin" searched="An admin looks at the first lines and sets it going." />}
            {file.status !== 'waiting' && file.rejected === 0 && <PanelEmpty title="Refused lines" icon="file-text" words="No line was refused" searched={`${count(file.lines)} lines read.`} />}
            {file.rejected > 0 && (
              <Panel title="Refused lines" icon="file-text" bleed aside={<a className="btn sml" href={`/imports/${file.id}/refused`} download><Icon name="download" small />All as a file</a>} foot={file.rejected > SHOWN ? `The first ${SHOWN} of ${count(file.rejected)}. Identifiers in them are blanked.` : 'Identifiers in them are blanked.'}>
                <DataTable caption="Refused lines" keyOf={({ line }) => String(line)} rows={file.refused} columns={[
                  { key: 'line', head: 'Line', numeric: true, names: true, cell: ({ line }) => <Id>{line}</Id> },
                  { key: 'why', head: 'Why', cell: ({ message, code, path }) => <>{message}<br /><span className="xs q">{code}{path !== '' && <> at <Id>{path}</Id></>}</span></> },
                  { key: 'text', head: 'The line', cell: ({ text }) => <span className="id xs break-all">{text.slice(0, 240)}{text.length > 240 && '…'}</span> },
                ]} />
              </Panel>
            )}
          </div>
          <Panel title="About it" icon="upload" acts={canRun}>
            <div className="col far">
              <Facts facts={[
                { term: 'Format', fact: file.format },
                { term: 'Size', fact: file.totalBytes === null ? 'not known' : `${count(Math.ceil(file.totalBytes / 1024))} KB` },
                { term: 'Begun', fact: <Time at={file.startedAt} now={now} /> },
                ...(file.finishedAt === null ? [] : [{ term: 'Ended', fact: <Time at={file.finishedAt} now={now} /> }]),
                { term: 'Read', fact: <Progress share={row.share} status={row.status} /> },
                { term: 'Lines', fact: count(file.lines) },
                { term: 'Kept', fact: count(file.accepted) },
                { term: 'Known already', fact: count(file.duplicates) },
                { term: 'Refused', fact: count(file.rejected) },
                { term: 'Skipped', fact: count(file.skipped) },
                { term: 'SHA-256', fact: <Id title={file.fileDigest}>{file.fileDigest.slice(0, 12)}…</Id> },
              ]} />
              {canRun && may(me, 'import.run') && <ActionForm action={run} hidden={{ id: file.id }} submit={file.status === 'failed' ? 'Go on' : 'Run it'} hotkey="mod+enter" label="Run the import"><p className="xs q">Every line is checked by itself; a bad one harms no other. What was kept before stays known and is not kept twice.</p></ActionForm>}
            </div>
          </Panel>
        </div>
      </main>
    </>
  );
}
