import { headerIn, rowsOf, type Row, type RowReading, type Table } from '../csv-table';
import { openingText, type Format } from '../format';
import { canonicalJson } from '../../kernel/canonical';
import { namedDigest, type DigestKey } from '../identifier';
import type { EventRefusal } from '../refusal';

/** The columns that are read. The set's own places and labels are not: we look addresses up ourselves, and a label is never evidence. */
const READ = { at: 'login timestamp', account: 'user id', rtt: 'round-trip time [ms]', ip: 'ip address', userAgent: 'user agent string', browser: 'browser name and version', platform: 'os name and version', success: 'login successful' } as const;
const UNREAD = ['index', 'country', 'region', 'city', 'asn', 'device type', 'is attack ip', 'is account takeover'];
const DELIMITERS = [','];

/** The longest round trip that the contract takes; longer ones in the set are stalled connections and are left out. */
const LONGEST_RTT_MS = 60_000;

/**
 * The public login data set for risk-based authentication (das-group/rba-dataset), as it is: 16 columns, or 15 without the running
 * index. Each successful login becomes a session of its own; a failed one tells nothing about hands on an account and is skipped.
 */
export const rba: Format = {
  name: 'rba',
  title: 'RBA login data set (CSV, 16 columns)',
  recognises: (firstBytes) => objectionTo(headerIn(openingText(firstBytes), { delimiters: DELIMITERS }).names) === null,
  toEvents: (stream, options) => rowsOf(stream, options, tableFor(options.key)),
};

function tableFor(key: DigestKey): Table {
  return { delimiters: DELIMITERS, objectionTo, blanked: [READ.ip], read: (row) => readLogin(row, key) };
}

function objectionTo(header: readonly string[]): EventRefusal | null {
  const columns: readonly string[] = Object.values(READ);
  const missing = columns.find((column) => !header.includes(column));
  if (missing !== undefined) return { id: null, path: '', code: 'missing-field', message: `The header has no column "${missing}"; the file is not the RBA login data set.` };
  const place = header.findIndex((column) => !columns.includes(column) && !UNREAD.includes(column));
  return place === -1 ? null : { id: null, path: '', code: 'unknown-field', message: `Column ${place + 1} of the header is none of the RBA login data set; leave it out.` };
}

function readLogin(row: Row, key: DigestKey): RowReading {
  const success = row(READ.success).trim().toLowerCase();
  if (success === 'false' || success === '0') return { skipped: 'failed sign-in' };
  if (success !== 'true' && success !== '1') {
    return { refusal: { id: null, path: '', code: 'invalid-format', message: 'Login Successful must be True or False.' } };
  }
  const at = utcText(row(READ.at).trim());
  const device = given({ platform: row(READ.platform).trim(), browser: row(READ.browser).trim() });
  const data = {
    ...given({ ip: row(READ.ip).trim(), userAgent: row(READ.userAgent).trim() }),
    ...roundTrip(row(READ.rtt).trim()),
    ...(Object.keys(device).length > 0 ? { device } : {}),
  };
  const told = { account: row(READ.account).trim(), session: `login-${at}`, at, data };
  // Made of what the row says, not of its index: an extract with other numbering tells of the same logins.
  return { raw: { id: `rba-${namedDigest('rba row', canonicalJson(told), key)}`, type: 'session.seen', ...told } };
}

/** "2020-02-03 12:43:30.772" is UTC. Anything else stays as it is, and the check refuses it as an instant. */
function utcText(text: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
}

function roundTrip(text: string): { rttMs?: number | string } {
  if (text === '' || text.toLowerCase() === 'nan') return {};
  if (!/^\d+(?:\.\d+)?$/.test(text)) return { rttMs: text };
  return Number(text) <= LONGEST_RTT_MS ? { rttMs: Number(text) } : {};
}

function given(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
}
