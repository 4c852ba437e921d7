'use client';
import Link from 'next/link';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import { EventFacts } from '../evidence/event-facts';
import { Folded } from '../ui/folded';
import { DataTable } from '../ui/table';
import { Id } from '../ui/text';
import { Time } from '../ui/time';
import { count } from '../ui/words';

/** The raw rows behind a finding: what the platform sent, with the facts learnt about it. `zone`: the clock that the account declares. */
export type EvidenceRow = { event: string; at: Instant; zone: string | null; words: string; facts: readonly { term: string; fact: string }[]; /** What a client wrote in it. */ report?: string | null };

/** A control for the reason that the table behind a drawing is one (`TableTwin`). */
export function EvidenceRows({ said, rows, now, more, moreHref, measured, innocent, counter, foldReports = true, pages = NO_PAGES }: {
  /** What was seen, in a whole sentence. */
  said?: string;
  rows: readonly EvidenceRow[];
  now: Instant;
  /** How many more there are. */
  more: number;
  /** Where all of them are, page by page. */
  moreHref?: string;
  /** The measured quantities behind the words. */
  measured: readonly { term: string; fact: string }[];
  innocent: readonly string[];
  counter: readonly string[];
  foldReports?: boolean;
  pages?: PlatformPages;
}) {
  return (
    <div className="col">
      {said !== undefined && <p className="sm">{said}</p>}
      {measured.length > 0 && <p className="xs q"><b className="b">Measured:</b> {measured.map(({ term, fact }) => `${term}: ${fact}`).join('; ')}</p>}
      <DataTable caption="Events behind this line" tight rows={rows} keyOf={({ event }) => event} columns={[
        { key: 'when', head: 'When', look: 'nw sm', cell: ({ at, zone }) => <Time at={at} now={now} there={zone} as="exact" /> },
        { key: 'what', head: 'What', look: 'sm', cell: ({ words, report }) => <>{words}{typeof report === 'string' && <Folded what="What they wrote" folded={foldReports} text={report} />}</> },
        { key: 'facts', head: 'Facts', look: 'sm q', cell: ({ facts }) => <EventFacts facts={facts} pages={pages} /> },
        { key: 'event', head: 'Event', cell: ({ event }) => <Id quiet>{event}</Id> },
      ]} />
      {more > 0 && <p className="xs qq">{moreHref === undefined ? `${more} more rows.` : <><Link className="print:hidden" href={moreHref} prefetch={false}>All {count(rows.length + more)} rows behind this line</Link><span className="hidden print:inline">{count(rows.length)} of {count(rows.length + more)} rows behind this line are printed; all of them are on the account’s page.</span></>}</p>}
      {innocent.length > 0 && <p className="xs q"><b className="b">Would also explain it:</b> {sentence(innocent)}</p>}
      {counter.length > 0 && <p className="xs q"><b className="b">Lowers it:</b> {sentence(counter)}</p>}
    </div>
  );
}

/** Some of them are whole sentences. */
const sentence = (words: readonly string[]): string => `${words.map((one) => one.replace(/\.$/, '')).join('; ')}.`;
