import type { Band as BandName } from '@/lib/risk/assessment';
import type { ReactNode } from 'react';
import { Below } from '../controls/below';
import { EvidenceLine, type EvidenceLineProps } from '../controls/evidence-line';
import { Band } from '../ui/band';
import { Icon } from '../ui/icon';
import { KeyedHeading } from '../ui/panel';
import { Tag } from '../ui/tag';
import { aboutOdds } from '../ui/words';

export type Story = {
  /** "A laptop bought in September, work through a VPN …" */
  words: string;
  /** "Explains 4 of 6 lines." */
  explains: string;
  /** What it leaves unexplained; empty when it explains everything. */
  leaves: string;
};

export type VerdictProps = {
  band: BandName;
  /** Nats. */
  logOdds: number;
  /** "2 strong families" */
  strength: string;
  /** Up to when the evidence looks: "to 14:05". */
  upTo: ReactNode;
  /** Raising first, strongest first; then what lowers. */
  lines: readonly EvidenceLineProps[];
  /** What is not known: `lead` is set bold. */
  missing: readonly { lead: string | null; words: string }[];
  /** The one fact that would decide. */
  decides: string | null;
  /** Other single facts that would change the band. */
  also?: readonly string[];
  story: Story | null;
  stories: readonly Story[];
  /** Rules that held the band down. */
  held: readonly string[];
  /** The sum behind the odds: a Waterfall, opened in place. */
  sum?: ReactNode;
  /** "Evidence changed at 14:02: one finding less." */
  changed?: ReactNode;
  panel?: string;
};

/** Evidence for, against, and what is missing; the innocent story as large as the odds. */
export function VerdictStrip({ band, logOdds, strength, upTo, lines, missing, decides, also = [], story, stories, held, sum, changed, panel = 'verdict' }: VerdictProps) {
  return (
    <section className="p verdict" aria-label="Assessment" id={panel} data-panel={panel}>
      <div className="vh1">
        <div><Band band={band} /><KeyedHeading of={panel} hotkey="1" name="Assessment" className="odds">{aboutOdds(logOdds).lead} <b>{aboutOdds(logOdds).odds}</b> that another person works here</KeyedHeading></div>
        <div><Tag tone="line" icon="check">{strength}</Tag><span className="xs qq nw">{upTo}</span></div>
      </div>
      {changed}
      <div className="vgrid">
        <div>
          <div className="evhead"><span className="lbl">What we saw</span><span className="lbl ax2"><span className="tt2">◂ verified person</span><span className="to2">another hand ▸</span></span></div>
          {lines.length === 0
            ? <p className="sm q py-2">No finding stands. Nothing here says that another person works on this account.</p>
            : <ul>{lines.map((line, index) => <li key={`${line.words}${index}`}><EvidenceLine {...line} /></li>)}</ul>}
        </div>
        <div className="side">
          <h3><Icon name="circle-question-mark" small /> Not known yet</h3>
          {missing.length === 0 ? <p>Nothing that a signal asked for.</p> : <><p className="xs q">Some signals say nothing so far. They would need:</p><Short of={missing.map(({ lead, words }) => <li key={words}>{lead !== null && <><b>{lead}</b> </>}{words}</li>)} most={2} rest={(more) => `${more} more`} /></>}
          {decides !== null && <><h3 className="mt-2"><Icon name="split" small /> Would decide it</h3><p>{decides}</p></>}
          <Short of={also.map((words) => <li key={words}>{words}</li>)} most={0} rest={(more) => (more === 1 ? 'Another way' : `${more} other ways`)} />
        </div>
      </div>
      {held.length > 0 && <ul className="story">{held.map((words) => <li className="xs q col-span-2" key={words}><Icon name="lock" small /> {words}</li>)}</ul>}
      {story !== null && (
        <div className="story">
          <span className="lbl">Best innocent story</span>
          <p className="says">{story.words}</p>
          <p className="q xs">{story.explains}{story.leaves !== '' && ` Leaves: ${story.leaves}`}</p>
          {stories.length > 0 && (
            <details className="twin">
              <summary>{stories.length} other {stories.length === 1 ? 'story' : 'stories'}</summary>
              <Below folded><ul className="col">{stories.map((other) => <li key={other.words}><p className="says">{other.words}</p><p className="q xs">{other.explains}{other.leaves !== '' && ` Leaves: ${other.leaves}`}</p></li>)}</ul></Below>
            </details>
          )}
        </div>
      )}
      {sum !== undefined && <details className="sum"><summary>How the odds add up</summary><Below folded>{sum}</Below></details>}
    </section>
  );
}

/** The first of a list, and the others folded: what stands beside the findings must not be longer than they are. */
function Short({ of, most, rest }: { of: readonly ReactNode[]; most: number; rest: (more: number) => string }) {
  const more = of.length - most;
  // A fold of one line saves nothing.
  const first = more === 1 && most > 0 ? of : of.slice(0, most);
  return (
    <>
      {first.length > 0 && <ul className="miss">{first}</ul>}
      {first.length < of.length && <details className="twin"><summary>{rest(of.length - first.length)}</summary><ul className="miss">{of.slice(first.length)}</ul></details>}
    </>
  );
}
