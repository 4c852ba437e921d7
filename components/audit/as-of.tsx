import type { Instant } from '@/lib/kernel/instant';
import { linear } from '../evidence/exhibits/axis';
import { ButtonLink } from '../ui/button';
import { clock, date, day, exact } from '../ui/moment';

/** One dot an entry, so that bursts stay reachable. `mark` names the turning points. */
export type AsOfEntry = { seq: number; at: Instant; mark: string | null };

/** The case as it stood at one entry; stepping is by links, so that the address is the state. */
export function AsOf({ entries, chosen, before, after, nowHref, zone }: { entries: readonly AsOfEntry[]; chosen: number; before: string | null; after: string | null; nowHref: string; zone?: string }) {
  const index = Math.max(0, entries.findIndex(({ seq }) => seq === chosen));
  const at = entries[index]?.at;
  const later = entries.length - 1 - index;
  const scale = linear(0, Math.max(1, entries.length - 1), 14, 1318);
  const marks = entries.flatMap((entry, i) => (entry.mark === null ? [] : [{ ...entry, x: scale(i), past: i <= index, end: i === 0 ? 'start' as const : i === entries.length - 1 ? 'end' as const : 'middle' as const }]));
  return (
    <section className="p asof" aria-label="The case as it stood">
      <div className="row sp wrap">
        <span className="row wrap"><h2>The case as it stood</h2>{at !== undefined && <span className="when">{exact(at, zone)}</span>}<span className="sm q">{entries.length === 0 ? 'No entry yet.' : `Entry ${index + 1} of ${entries.length}.`}{later > 0 && ` ${later} later ${later === 1 ? 'entry is' : 'entries are'} shown pale.`}</span></span>
        <span className="row">
          {before !== null && <ButtonLink small href={before} scroll={false} hotkey="[">Entry before</ButtonLink>}
          {after !== null && <ButtonLink small href={after} scroll={false} hotkey="]">Entry after</ButtonLink>}
          <ButtonLink small tone="bare" href={nowHref} scroll={false}>Now</ButtonLink>
        </span>
      </div>
      <svg className="chart hm" viewBox="0 0 1332 72" role="img" aria-label={entries.length === 0 ? 'No ledger entry yet.' : `${entries.length} ledger entries; the case is shown as of entry ${index + 1}.`}>
        <line x1="14" x2="1318" y1="44" y2="44" stroke="var(--line-2)" strokeWidth="4" strokeLinecap="round" />
        <line x1="14" x2={scale(index)} y1="44" y2="44" stroke="var(--ink)" strokeWidth="4" strokeLinecap="round" />
        {entries.length <= 160 && entries.map((entry, i) => <circle key={entry.seq} cx={scale(i)} cy="44" r={entry.mark === null ? 3.5 : 5.5} fill={i <= index ? 'var(--ink)' : 'var(--surface)'} stroke={i <= index ? 'var(--surface)' : 'var(--control-line)'} strokeWidth="1.5" />)}
        {dated(spaced(marks), zone).map(({ seq, x, mark, words, past, end }) => <g key={seq}><text className={past ? undefined : 't3'} x={x} y="67" textAnchor={end}>{mark}</text>{words.map((word, row) => <text key={word} className="t3" x={x} y={27 - 13 * (words.length - 1 - row)} textAnchor={end}>{word}</text>)}</g>)}
        <circle cx={scale(index)} cy="44" r="8.5" fill="var(--surface)" stroke="var(--blue)" strokeWidth="2.5" />
      </svg>
    </section>
  );
}

/** When each mark was: its day, with its year where the last is of another, and where a day has several, the day once and the time of each. */
export function dated<T extends { at: Instant }>(marks: readonly T[], zone?: string): (T & { words: readonly string[] })[] {
  const isOn = (one: T | undefined, at: Instant): boolean => one !== undefined && date(one.at, zone) === date(at, zone);
  const last = marks.at(-1)?.at ?? 0;
  return marks.map((mark, index) => {
    const [isLater, isFirst] = [isOn(marks[index - 1], mark.at), isOn(marks[index + 1], mark.at)];
    return { ...mark, words: isLater ? [clock(mark.at, zone)] : isFirst ? [day(mark.at, last, zone), clock(mark.at, zone)] : [day(mark.at, last, zone)] };
  });
}

/** Words that would lie on their neighbour are left out; the later one wins, since it is nearer to what is looked at. */
function spaced<T extends { x: number; mark: string | null }>(marks: readonly T[]): T[] {
  return marks.filter((mark, index) => (marks[index + 1]?.x ?? Infinity) - mark.x > (mark.mark?.length ?? 0) * 6 + 20);
}
