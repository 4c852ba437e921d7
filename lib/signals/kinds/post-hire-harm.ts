import type { AccountHistory, Activity, ClientReport, Contract } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { coveredBy, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 180;
const LAST = 72 * HOUR;
/** Downloads in the last 72 hours of a contract: so many bytes or files, and so many times the account's own usual three days. [T] */
const BYTES = 2e9;
const FILES = 500;
const TIMES_USUAL = 10;
/** Days from the first sight of the account to those hours, in which the usual is known. [T] */
const BASE_DAYS = 14;
const HARM = { theft: 'theft', extortion: 'extortion', impersonation: 'impersonation', different_person: 'that another person came than was hired' } as const;
const isHarm = (kind: ClientReport['kind']): kind is keyof typeof HARM => kind in HARM;

/**
 * X1. A client reported theft, extortion, or that somebody else was at work than was hired; or in the last 72 hours of a contract at least 2 GB or
 * 500 files were downloaded, and ten times what the account downloads in three ordinary days since its first session or activity, two weeks of them at
 * least [T]; in the last 180 days. It is a reason to look now (escalation), conclusive only when a person has confirmed it. Downloads are not told by contract: of several that end at one time each is named. What was said in chat is
 * never read; the platform's own flag for a threat adds to a report of the same client. Source: FBI Jan 2025; Secureworks; domain.md section 2.
 */
export const postHireHarm: Signal = {
  id: 'X1',
  version: 3,
  title: 'Harm to a client reported, or everything taken at the end',
  family: 'consequence',
  halfLifeDays: 90,
  weight: 3.4,
  exhibit: 'timeline',
  innocent: ['A quarrel about pay or quality', 'A backup, or an agreed handover of files', 'A client who mistakes whose the work is, or a face behind a poor camera'],
  decides: 'The client’s account of what was taken or asked for, and what the contract says of files at its end',
  declarations: ['agency'],
  alone: true,
  read({ history, asOf }) {
    const ended = history.contracts.filter((each) => each.endedAt !== null && each.endedAt <= asOf && each.endedAt > asOf - WINDOW_DAYS * DAY);
    const judged = ended.filter((each) => each.endedAt! - LAST - firstAtOf(history) >= BASE_DAYS * DAY);
    if (history.clientReports.length === 0 && (judged.length === 0 || !history.activities.some((each) => each.kind === 'download'))) {
      return abstains('a client’s report, or downloads before the end of a contract with two weeks to compare them with');
    }
    const reports = inLast(history.clientReports, WINDOW_DAYS, asOf).filter((each) => isHarm(each.kind));
    const takes = takesIn(history, judged);
    if (reports.length === 0 && takes.length === 0) return quiet;
    const clients = new Set(reports.map((each) => each.client ?? each.event));
    const threats = history.messageFlags.filter((each) => each.flag === 'threat' && each.at <= asOf && reports.some((report) => report.client !== null && report.client === each.client && Math.abs(report.at - each.at) <= 30 * DAY));
    const sights = [...reports, ...threats, ...takes.flatMap((each) => each.downloads)].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    const llr = reports.length === 0 ? 2 : 2.3 + (clients.size > 1 ? 0.5 : 0) + (threats.length > 0 ? 0.3 : 0) + (takes.length > 0 ? 0.3 : 0);
    return found(postHireHarm, {
      llr,
      // A report is somebody's word; downloads alone are the habit of many careful people.
      quality: reports.length === 0 ? 0.5 : clients.size > 1 || takes.length > 0 ? 0.9 : 0.75,
      firstAt: sights[0]!.at,
      lastAt: sights.at(-1)!.at,
      value: { reports: reports.length, clients: clients.size, threats: threats.length, bulkDownloads: takes.length, files: takes.reduce((sum, each) => sum + each.files, 0), bytes: takes.reduce((sum, each) => sum + each.bytes, 0) },
      words: wordsOf(reports, clients.size, takes.length),
      evidence: sights.map((each) => each.event),
      explained: explanationsOf(history, reports, takes, asOf),
    });
  },
};

type Take = { contract: Contract; from: Instant; to: Instant; files: number; bytes: number; downloads: readonly Activity[] };

/** Contracts in whose last hours far more was downloaded than usual: downloads are in order of time, so sums up to each suffice. */
function takesIn(history: AccountHistory, ended: readonly Contract[]): Take[] {
  const downloads = history.activities.filter((each) => each.kind === 'download');
  if (downloads.length === 0 || ended.length === 0) return [];
  const [files, bytes] = [[0], [0]];
  for (const each of downloads) {
    files.push(files.at(-1)! + each.count);
    bytes.push(bytes.at(-1)! + (each.size ?? 0));
  }
  const begun = firstAtOf(history);
  return ended.flatMap((contract) => {
    const to = contract.endedAt!;
    const from = to - LAST;
    const [low, high] = [indexAfter(downloads, from), indexAfter(downloads, to)];
    const spans = (from - begun) / LAST;
    const isBulk = (sums: readonly number[], least: number) => sums[high]! - sums[low]! >= least && sums[high]! - sums[low]! >= TIMES_USUAL * (sums[low]! / spans);
    if (!isBulk(bytes, BYTES) && !isBulk(files, FILES)) return [];
    return [{ contract, from, to, files: files[high]! - files[low]!, bytes: bytes[high]! - bytes[low]!, downloads: downloads.slice(low, high) }];
  });
}

/** From when on there is anything to see: of the time between a registration and the first events sent, nobody knows what was downloaded. */
function firstAtOf(history: AccountHistory): Instant {
  return Math.min(history.stretches[0]?.at ?? Infinity, history.activities[0]?.at ?? Infinity);
}

/** How many rows by time are at or before an instant. */
function indexAfter(rows: readonly { at: Instant }[], at: Instant): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordsOf(reports: readonly ClientReport[], clients: number, takes: number): string {
  const kinds = [...new Set(reports.map((each) => each.kind))].filter(isHarm).sort().map((kind) => HARM[kind]);
  const reported = reports.length === 0 ? '' : `${clients === 1 ? 'A client' : `${clients} clients`} reported ${kinds.join(' and ')}`;
  const taken = takes === 0 ? '' : `${reported === '' ? 'Far' : 'far'} more than usual was downloaded in the last three days of ${takes === 1 ? 'a contract' : `${takes} contracts`}`;
  return `${[reported, taken].filter(Boolean).join(', and ')}.`;
}

function explanationsOf(history: AccountHistory, reports: readonly ClientReport[], takes: readonly Take[], asOf: Instant): Explanation[] {
  const praised = history.reviews.filter((each) => each.rating >= 4 && each.at <= asOf && reports.some((report) => report.client === each.client && each.at > report.at));
  const uploads = reports.length > 0 ? [] : uploadsIn(history, takes);
  const agency = reports.length > 0 ? null : coveredBy(history.declarations, 'agency', takes[0]!.downloads[0]!.at);
  const all: (Explanation | null)[] = [
    forClients(reports, ({ client }) => praised.some((each) => each.client === client), { kind: 'praised_after', share: 0.6, words: 'The client who reported left a good review afterwards.', evidence: praised.map((each) => each.event) }),
    forClients(reports, ({ client, at }) => history.contracts.some((each) => each.client === client && each.startedAt !== null && each.startedAt > at), { kind: 'hired_again', share: 0.6, words: 'The client who reported has hired them again since.', evidence: [] }),
    forClients(reports, ({ client }) => history.contracts.some((each) => each.client === client) && hasNeverPaid(history, client), { kind: 'unpaid', share: 0.3, words: 'The client who reported has never paid; it may be a quarrel about money.', evidence: [] }),
    uploads.length === 0 ? null : { kind: 'handed_in', share: 0.4, words: 'Files were handed in during the same days.', evidence: uploads.map((each) => each.event) },
    agency === null ? null : { kind: 'declared_agency', share: 0.4 * weightOf(agency), words: 'An agency is declared, which keeps copies of its work.', evidence: [agency.event] },
  ];
  return all.filter((each) => each !== null);
}

/** Known only where earnings say whose they are. */
function hasNeverPaid({ earnings }: AccountHistory, client: string | null): boolean {
  return !earnings.some((each) => each.client === client) && (earnings.length === 0 || earnings.some((each) => each.client !== null));
}

/** An explanation that holds for some of the reports takes its share of those alone. */
function forClients(reports: readonly ClientReport[], holds: (report: ClientReport) => boolean, whole: Explanation): Explanation | null {
  const about = reports.filter((each) => each.client !== null && holds(each)).length;
  return about === 0 ? null : { ...whole, share: (whole.share * about) / reports.length };
}

function uploadsIn(history: AccountHistory, takes: readonly Take[]): Activity[] {
  const uploads = history.activities.filter((each) => each.kind === 'upload');
  return takes.flatMap(({ from, to }) => uploads.slice(indexAfter(uploads, from), indexAfter(uploads, to)));
}
