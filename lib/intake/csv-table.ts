import { openingText, type ImportItem, type ReadOptions } from './format';
import { linesOf } from './lines';
import { BLANK, type EventRefusal } from './refusal';

/** One row by column name; '' where the column is absent or the cell is empty. */
export type Row = (column: string) => string;
export type RowReading = { raw: unknown } | { refusal: EventRefusal } | { skipped: string };

export type Table = {
  /** Separators that the header may use. */
  delimiters: readonly string[];
  /** Why the file cannot be read with this header, or null. Names arrive trimmed and in lower case. */
  objectionTo(header: readonly string[]): EventRefusal | null;
  /** Columns of identifiers: never in a refused line. */
  blanked: readonly string[];
  read(row: Row): RowReading;
};

/**
 * The rows of a CSV file with a header line. One record is one line, because no field of a session holds a line end; so an unclosed
 * quote harms its own line only, and every line's offset is a place where reading can go on.
 */
export async function* rowsOf(stream: AsyncIterable<Uint8Array>, { resume }: ReadOptions, table: Table): AsyncIterable<ImportItem> {
  let header = resume === undefined || resume.afterLine === 0 ? null : headerIn(openingText(resume.head), table);
  for await (const lines of linesOf(stream, resume)) {
    for (const { line, byteOffset, text, trouble } of lines) {
      const columns = header;
      const item = {
        line,
        byteOffset,
        get text() {
          return text === null || columns === null ? '' : blankedRow(text, columns, table.blanked);
        },
      };
      if (trouble !== null || text === null) yield Object.assign(item, { refusal: trouble ?? broken(line) });
      else if (header === null) {
        header = headerIn(text, table);
        const objection = table.objectionTo(header.names);
        if (objection === null) continue;
        // A first line that is no header of ours may hold anything, so it is not kept.
        yield Object.assign(item, { refusal: objection });
        return;
      } else if (text.trim() !== '') yield Object.assign(item, readingOf(text, line, header, table));
    }
  }
}

type Header = { names: readonly string[]; delimiter: string; places: ReadonlyMap<string, number> };

/** The header line of a file's opening text. */
export function headerIn(opening: string, table: Pick<Table, 'delimiters'>): Header {
  const line = opening.split('\n', 1)[0] ?? '';
  const [delimiter = ','] = [...table.delimiters].sort((one, other) => line.split(other).length - line.split(one).length);
  const names = (cellsOf(line, delimiter) ?? []).map((name) => name.trim().toLowerCase());
  return { names, delimiter, places: new Map(names.map((name, place) => [name, place])) };
}

function readingOf(text: string, line: number, header: Header, table: Table): RowReading {
  const cells = cellsOf(text, header.delimiter);
  if (cells === null) return { refusal: broken(line) };
  if (cells.length !== header.names.length) {
    return { refusal: { id: null, path: '', code: 'invalid-format', message: `Line ${line} has ${cells.length} cells where the header has ${header.names.length}; quote cells that hold the separator.` } };
  }
  return table.read((column) => cells[header.places.get(column) ?? -1] ?? '');
}

/** A row as it may be kept when it was refused. Where its cells do not fit the header nobody can tell which are identifiers, and nothing is kept. */
function blankedRow(text: string, { names, delimiter }: Header, blanked: readonly string[]): string {
  const cells = cellsOf(text, delimiter);
  if (cells === null || cells.length !== names.length) return BLANK;
  return cells.map((cell, place) => (cell !== '' && blanked.includes(names[place]!) ? BLANK : written(cell, delimiter))).join(delimiter);
}

const written = (cell: string, delimiter: string): string => (cell.includes('"') || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell);

function broken(line: number): EventRefusal {
  return { id: null, path: '', code: 'invalid-format', message: `Line ${line} has a quote that is not closed, or text after a closing quote.` };
}

/** The cells of one CSV line (RFC 4180 without line ends in cells); null where quotes do not fit. A quote inside a bare cell is text. */
export function cellsOf(line: string, delimiter: string): string[] | null {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ;) {
    let cell: string;
    let end: number;
    if (text[at] === '"') {
      const closing = closingQuote(text, at);
      if (closing === -1) return null;
      cell = text.slice(at + 1, closing).replaceAll('""', '"');
      end = closing + 1;
    } else {
      const next = text.indexOf(delimiter, at);
      end = next === -1 ? text.length : next;
      cell = text.slice(at, end);
    }
    cells.push(cell);
    if (end >= text.length) return cells;
    if (text[end] !== delimiter) return null;
    at = end + 1;
  }
}

function closingQuote(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
