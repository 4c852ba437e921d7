import { headerIn, rowsOf, type Row, type RowReading, type Table } from '../csv-table';
import { openingText, type Format, type ReadOptions } from '../format';
import { canonicalJson } from '../../kernel/canonical';
import { namedDigest, type DigestKey } from '../identifier';
import type { EventRefusal } from '../refusal';

const REQUIRED = ['account', 'session', 'at', 'ip'] as const;

type Cell = (text: string) => unknown;
const asText: Cell = (text) => text;
/** What is no number stays text, and the check says that the field must be a number. */
const asNumber: Cell = (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);
const asList: Cell = (text) => text.split('|').map((entry) => entry.trim());

/** Column to field of `data`, and of `data.device`. Lists are separated by a vertical bar. */
const DATA_COLUMNS: Readonly<Record<string, [string, Cell]>> = {
  ip: ['ip', asText], ended_at: ['endedAt', asText], last_input_at: ['lastInputAt', asText], user_agent: ['userAgent', asText], rtt_ms: ['rttMs', asNumber],
};
const DEVICE_COLUMNS: Readonly<Record<string, [string, Cell]>> = {
  device_token: ['token', asText], platform: ['platform', asText], browser: ['browser', asText], time_zone: ['timeZone', asText], languages: ['languages', asList],
  keyboard: ['keyboard', asText], screen: ['screen', asText], gpu: ['gpu', asText], cores: ['cores', asNumber], memory_gb: ['memoryGb', asNumber],
  fonts: ['fonts', asText], canvas: ['canvas', asText], hints: ['hints', asList],
};

/** Every column a sessions file may have; those of REQUIRED it must have, in any order. `id` is made of the row where it is absent. */
export const SESSION_COLUMNS: readonly string[] = ['id', 'account', 'session', 'at', ...Object.keys(DATA_COLUMNS), ...Object.keys(DEVICE_COLUMNS)];

const DELIMITERS = [',', ';', '\t'];

/** A table of sessions, one row per stretch of a session on one address and device. Instants as in the contract: RFC 3339 with an offset. */
export const sessionsCsv: Format = {
  name: 'sessions-csv',
  title: 'Sessions as CSV (account, session, at, ip and more)',
  recognises: (firstBytes) => {
    const { names } = headerIn(openingText(firstBytes), { delimiters: DELIMITERS });
    return REQUIRED.every((column) => names.includes(column));
  },
  toEvents: (stream, options: ReadOptions) => rowsOf(stream, options, tableFor(options.key)),
};

function tableFor(key: DigestKey): Table {
  return { delimiters: DELIMITERS, objectionTo, blanked: ['ip', 'device_token'], read: (row) => readSession(row, key) };
}

function objectionTo(header: readonly string[]): EventRefusal | null {
  const missing = REQUIRED.find((column) => !header.includes(column));
  if (missing !== undefined) return { id: null, path: '', code: 'missing-field', message: `The header has no column ${missing}; it needs ${REQUIRED.join(', ')}.` };
  const place = header.findIndex((column, at) => !SESSION_COLUMNS.includes(column) || header.indexOf(column) !== at);
  if (place === -1) return null;
  return { id: null, path: '', code: 'unknown-field', message: `Column ${place + 1} of the header is unknown or there twice; the columns are ${SESSION_COLUMNS.join(', ')}.` };
}

function readSession(row: Row, key: DigestKey): RowReading {
  const device = fieldsFrom(row, DEVICE_COLUMNS);
  const data = { ...fieldsFrom(row, DATA_COLUMNS), ...(Object.keys(device).length > 0 ? { device } : {}) };
  const told = { account: row('account').trim(), session: row('session').trim(), at: row('at').trim(), data };
  const id = row('id').trim() || `csv-${namedDigest('sessions-csv row', canonicalJson(told), key)}`;
  return { raw: { id, type: 'session.seen', ...told } };
}

function fieldsFrom(row: Row, columns: Readonly<Record<string, [string, Cell]>>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [column, [field, read]] of Object.entries(columns)) {
    const text = row(column).trim();
    if (text !== '') fields[field] = read(text);
  }
  return fields;
}
