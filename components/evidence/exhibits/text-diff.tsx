import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { Panel } from '../../ui/panel';
import { Tag } from '../../ui/tag';
import { PlatformId } from '../../controls/platform-id';
import { partsOf } from './shared-passages';

export type TextPair = {
  id: string;
  /** The other account's id. */
  account?: string;
  /** Neither was written in the days shown. */
  outside?: boolean;
  left: { title: string; text: string };
  right: { title: string; text: string };
  shared: readonly string[];
  /** Jaccard likeness of three-word shingles, 0 to 1, and the most that two unrelated texts reach. */
  alike: number;
  chance: number | null;
};

/** Near-copies side by side, shared passages marked. */
export function TextDiff({ pairs, pages = NO_PAGES, panel = 'text', hotkey, aside, foot }: { pairs: readonly TextPair[]; /** Where ids lead to. */ pages?: PlatformPages; panel?: string; hotkey?: string; aside?: ReactNode; foot?: ReactNode }) {
  return (
    <Panel title="Text, side by side" icon="file-text" aside={aside} panel={panel} hotkey={hotkey} foot={foot}>
      <div className="col far">
        {pairs.map(({ id, account, outside, left, right, shared, alike, chance }) => (
          <div key={id}>
            <p className="mb-1"><Tag>{alike.toFixed(2)} alike{chance !== null && `, chance ${chance.toFixed(2)}`}</Tag>{outside === true && <span className="xs qq"> written outside the days shown</span>}{account !== undefined && <PlatformId kind="account" id={account} pages={pages} quiet here />}</p>
            <div className="diff">
              {[left, right].map((side, index) => <div key={index}><p className="lbl">{side.title}</p><p className="says">{partsOf(side.text, shared).map((part, at) => (part.shared ? <mark className="sh" key={at}>{part.text}</mark> : part.text))}</p></div>)}
            </div>
          </div>
        ))}
      </div>
    </Panel>
  );
}
