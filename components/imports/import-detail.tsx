import type { ReactNode } from 'react';
import { canDiscard } from '@/lib/intake/import';
import type { Instant } from '@/lib/kernel/instant';
import { ActionForm } from '../controls/action-form';
import { ConfirmSubmit } from '../controls/confirm-submit';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Panel, PanelEmpty } from '../ui/panel';
import { DataTable } from '../ui/table';
import { Facts, Id } from '../ui/text';
import { Time } from '../ui/time';
import { count } from '../ui/words';
import { Progress, type ImportRow } from './import-list';

export type ImportFile = ImportRow & {
  /** Why it stopped. */
  error: string | null;
  lines: number;
  totalBytes: number | null;
  finishedAt: Instant | null;
  fileDigest: string;
  /** The first of the refused lines. */
  refused: readonly { line: number; message: string; code: string; path: string; text: string }[];
};

/** One file on its way in: what was refused, how far it is, and what can be done about it. `preview` for whoever may look into it before it runs; `run` and `discard` null for whoever may not set it going, or throw it away. */
export function ImportDetail({ file, now, preview, run, discard }: { file: ImportFile; now: Instant; preview?: ReactNode; run: FormAction | null; discard: FormAction | null }) {
  const canRun = file.status === 'waiting' || file.status === 'failed';
  return (
    <>
      {file.error !== null && <Notice icon="triangle-alert" tone="brick">It stopped after line {count(file.lines)}: {file.error} Nothing read before is lost; run it again and it goes on from there.</Notice>}
      <div className="split">
        <div className="col far">
          {file.status === 'waiting' && preview}
          {file.status === 'waiting' && preview === undefined && <PanelEmpty title="Preview" icon="eye" words="Waits for an admin" searched="An admin looks at the first lines and sets it going." />}
          {file.status !== 'waiting' && file.rejected === 0 && <PanelEmpty title="Refused lines" icon="file-text" words="No line was refused" searched={`${count(file.lines)} lines read.`} />}
          {file.rejected > 0 && (
            <Panel title="Refused lines" icon="file-text" bleed aside={<a className="btn sml" href={`/imports/${file.id}/refused`} download><Icon name="download" small />All as a file</a>} foot={file.rejected > file.refused.length ? `The first ${file.refused.length} of ${count(file.rejected)}. Identifiers in them are blanked.` : 'Identifiers in them are blanked.'}>
              <DataTable caption="Refused lines, one by one" keyOf={({ line }) => String(line)} rows={file.refused} columns={[
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
              { term: 'Read', fact: <Progress share={file.share} status={file.status} /> },
              { term: 'Lines', fact: count(file.lines) },
              { term: 'Kept', fact: count(file.accepted) },
              { term: 'Known already', fact: count(file.duplicates) },
              { term: 'Refused', fact: count(file.rejected) },
              { term: 'Skipped', fact: count(file.skipped) },
              { term: 'SHA-256', fact: <Id title={file.fileDigest}>{file.fileDigest.slice(0, 12)}…</Id> },
            ]} />
            {canRun && run !== null && <ActionForm action={run} hidden={{ id: file.id }} submit={file.status === 'failed' ? 'Go on' : 'Run it'} hotkey="mod+enter" label="Run the import"><p className="xs q">Every line is checked by itself; a bad one harms no other. What was kept before stays known and is not kept twice.</p></ActionForm>}
            {canDiscard(file) && discard !== null && <div><ConfirmSubmit opens action={discard} hidden={{ id: file.id }} hotkey="e d" open="Throw it away…" question={`Throw ${file.fileName} away?`} consequence="The file that was uploaded is removed from here. Nothing of it was taken in." undo="It can be uploaded again at any time." submit="Throw it away" /></div>}
          </div>
        </Panel>
      </div>
    </>
  );
}
