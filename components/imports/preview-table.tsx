import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import { OnPlatform } from '../controls/platform-id';
import { Table } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';

export type PreviewRow = { line: number } & (
  | { becomes: 'kept' | 'known' | 'conflict'; type: string; account: string; at: Instant }
  | { becomes: 'refused'; path: string; message: string; text: string }
  | { becomes: 'skipped'; why: string }
);

const WORD: Readonly<Record<PreviewRow['becomes'], string>> = { kept: 'would be kept', known: 'known already', conflict: 'refused: id in use', refused: 'refused', skipped: 'skipped' };

/** The first lines of a file and what would become of each. */
export function PreviewTable({ rows, now, pages }: { rows: readonly PreviewRow[]; now: Instant; /** Where ids lead to. */ pages?: PlatformPages }) {
  return (
    <Table caption="First lines of the file">
      <thead><tr><th scope="col" className="n">Line</th><th scope="col">What becomes of it</th><th scope="col">Event</th><th scope="col">Account</th><th scope="col">When</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td className="n id">{row.line}</td>
            <td><Tag tone={row.becomes === 'refused' || row.becomes === 'conflict' ? 'brick' : row.becomes === 'kept' ? 'neutral' : 'line'} icon={row.becomes === 'kept' ? 'check' : row.becomes === 'refused' || row.becomes === 'conflict' ? 'triangle-alert' : 'circle-dashed'}>{WORD[row.becomes]}</Tag></td>
            {row.becomes === 'refused' && <td colSpan={3}>{row.message}{row.path !== '' && <> <Id quiet>{row.path}</Id></>}<br /><span className="id xs q break-all">{row.text.slice(0, 300)}</span></td>}
            {row.becomes === 'skipped' && <td colSpan={3} className="q">{row.why}</td>}
            {'account' in row && <><td>{row.type}</td><td><Id>{row.account}</Id><OnPlatform kind="account" id={row.account} pages={pages} /></td><td><Time at={row.at} now={now} as="exact" className="nw" /></td></>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
