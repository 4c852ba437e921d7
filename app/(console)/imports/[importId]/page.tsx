import { LiveRefresh } from '@/components/controls/live-refresh';
import { ImportDetail } from '@/components/imports/import-detail';
import { ImportState } from '@/components/imports/import-list';
import { TopBar } from '@/components/shell/top-bar';
import { importAt } from '@/lib/intake/queries/imports';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../../refused';
import { discard, run } from '../actions';
import { importRow } from '../rows';
import { Preview } from './panels';

export const metadata = { title: 'Import' };

const SHOWN = 100;

export default async function ImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await importAt(me, { id: (await params).importId, limit: SHOWN });
  if (!found.ok) return <Refused refusal={found} title="Import" />;
  const file = { ...found.value, ...importRow(found.value) };
  const now = clock.now();
  return (
    <>
      <TopBar title={file.fileName} crumbs={[{ label: 'Imports', href: '/imports', icon: 'upload' }]} beside={<ImportState status={file.status} />} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="imports" auto one="import" />
        <ImportDetail file={file} now={now} preview={may(me, 'ask.upload') ? <Preview id={file.id} me={me} now={now} /> : undefined} run={may(me, 'import.run') ? run : null} discard={may(me, 'import.discard') ? discard : null} />
      </main>
    </>
  );
}
