import { PreviewTable } from '@/components/imports/preview-table';
import { Panel, PanelEmpty, PanelError } from '@/components/ui/panel';
import { importPreview } from '@/lib/intake/queries/import-preview';
import type { Instant } from '@/lib/kernel/instant';
import type { Staff } from '@/lib/staff/actor';
import { pagesNow } from '../../../pages-now';

/** The first lines, read and checked as the import would read them. */
export async function Preview({ id, me, now }: { id: string; me: Staff; now: Instant }) {
  const found = await importPreview(me, { id });
  if (!found.ok) return <PanelError title="Preview" icon="eye" words={found.words} holds="The file itself is kept." retryHref={`/imports/${id}`} />;
  const { lines, isWhole } = found.value;
  if (lines.length === 0) return <PanelEmpty title="Preview" icon="eye" words="No line to read" searched="The file holds nothing but blank lines." />;
  const refused = lines.filter(({ becomes }) => becomes === 'refused' || becomes === 'conflict').length;
  return (
    <Panel title="Preview" icon="eye" bleed foot={`${isWhole ? 'These are all lines of the file.' : `The first ${lines.length} lines.`} ${refused === 0 ? 'None would be refused.' : `${refused} would be refused.`} Nothing is written yet.`}>
      <PreviewTable rows={lines} now={now} pages={await pagesNow()} />
    </Panel>
  );
}
