import { lineRead } from '../batch';
import { blankedText } from '../blanked-text';
import { openingText, type Format, type ImportItem, type ReadOptions } from '../format';
import { linesOf } from '../lines';

/** The contract's own form: one event per line (NDJSON), also gzipped. */
export const contract: Format = {
  name: 'contract',
  title: 'Platform events, one JSON object per line (NDJSON, also .gz)',
  recognises: (firstBytes) => openingText(firstBytes).trimStart().startsWith('{'),
  toEvents,
};

async function* toEvents(stream: AsyncIterable<Uint8Array>, { resume }: ReadOptions): AsyncIterable<ImportItem> {
  for await (const lines of linesOf(stream, resume)) {
    for (const { line, byteOffset, text, trouble } of lines) {
      if (text !== null && text.trim() === '') continue;
      const item = {
        line,
        byteOffset,
        get text() {
          return text === null ? '' : blankedText(text);
        },
      };
      yield Object.assign(item, trouble === null ? lineRead(text, line) : { refusal: trouble });
    }
  }
}
