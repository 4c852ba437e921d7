import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { languageTitle } from '@/lib/kernel/language';
import { Icon } from '../ui/icon';
import { Panel } from '../ui/panel';
import { Facts, Id, Says } from '../ui/text';
import { Time } from '../ui/time';

export type HearingProps = {
  /** What the holder wrote. */
  text: string;
  /** In which language it is, as far as its words tell it; and how it is marked (`lang`), which the account's setting may tell where they do not. */
  language: string | null;
  mark: string | null;
  /** What came along with it, as a list; nothing where nothing did. */
  files?: ReactNode;
  filedAt: Instant;
  dueAt: Instant;
  now: Instant;
  zone?: string;
  decision: { name: string; measure: string; facts: readonly { term: string; fact: ReactNode }[] };
  /** Everybody who touched the case, and why this reader may hear it or not. */
  independence: { mayHear: boolean; words: string; touched: readonly string[] };
  /** The form that grants or refuses, or why there is none. */
  children: ReactNode;
};

/** The console is English: of that nothing is said. */
const isForeign = (language: string | null): language is string => language !== null && !language.startsWith('en');

/** An appeal as its hearer reads it: the holder's words first, then the decision, then who had a part in it. */
export function Hearing({ text, language, mark, files, filedAt, dueAt, now, zone, decision, independence, children }: HearingProps) {
  return (
    <div className="split">
      <div className="col far">
        <Panel title="What the holder says" icon="scale" aside={<span className="xs q">filed <Time at={filedAt} now={now} zone={zone} />, due <Time at={dueAt} now={now} zone={zone} as="due" /></span>}>
          <div className="hearing"><Says lang={mark}>{text}</Says></div>
          {files}
          {isForeign(language) && <p className="sm q mt-2"><Icon name="message-square" small /> Written in <b className="b">{languageTitle(language)}</b>, as it seems. Nothing here translates, and no text leaves this server. Whoever does not read {languageTitle(language)} leaves it to a colleague who does: only somebody who understands it can hear it.</p>}
        </Panel>
        <Panel title={`The decision: ${decision.measure}`} icon="stamp" aside={<Id quiet>{decision.name}</Id>}><Facts facts={decision.facts} /></Panel>
      </div>
      <div className="col far">
        <Panel title="Who may hear it" icon={independence.mayHear ? 'circle-check' : 'lock'}>
          <p>{independence.words}</p>
          <p className="xs q mt-2"><Icon name="users" small /> Had a part in the case: {independence.touched.length === 0 ? 'nobody on the staff' : independence.touched.join(', ')}.</p>
        </Panel>
        <Panel title="The outcome" icon="pen-line" id="outcome" acts reached>{children}</Panel>
      </div>
    </div>
  );
}
