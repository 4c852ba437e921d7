import { describe, expect, test } from 'vitest';
import { LANGUAGES, readerOf } from '../kernel/language';
import { answerForm, answerWords } from './answer';
import { enclosureWords, fileWords, fullWords, kindOf, MOST_FILE_BYTES, safeName, sizeWords, troubleWith, troubleWords, typeOf, type SentFile } from './enclosure';

const bytes = (...all: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(all);
const text = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);
const file = (name: string, content: Uint8Array<ArrayBuffer>): SentFile => ({ name, bytes: content });

describe('the kind of a file', () => {
  test.each([
    ['pdf', text('%PDF-1.7\n…')], ['jpeg', bytes(0xff, 0xd8, 0xff, 0xe0, 0)], ['png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
    ['text', text('Я купив комп’ютер.\r\n\tÇok teşekkürler.\f')], ['text', text('\ufeffWith a mark of its order')], ['text', text('<script>alert(1)</script>')],
  ] as const)('is %s by its bytes', (kind, content) => { expect(kindOf(content)).toBe(kind); });

  test.each([
    ['an archive', text('PK\u0003\u0004')], ['a GIF', bytes(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0, 1)], ['a program', text('MZ\u0000\u0001')], ['HEIC', bytes(0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70)],
    ['half a signature', bytes(0x89, 0x50, 0x4e)], ['a PDF that begins later', text('\u0000%PDF-1.7')], ['UTF-16', bytes(0xff, 0xfe, 0x41, 0)], ['a letter cut in two', text('ж').subarray(0, 1)], ['nothing', bytes()],
  ] as const)('is none of ours: %s', (_, content) => { expect(kindOf(content)).toBeNull(); });

  test('has a type of its own; a kind of another day is bytes', () => {
    expect([typeOf('pdf'), typeOf('text'), typeOf('heic'), typeOf('constructor')]).toEqual(['application/pdf', 'text/plain; charset=utf-8', 'application/octet-stream', 'application/octet-stream']);
  });
});

test.each([
  ['receipt.pdf', 'pdf', 'receipt.pdf'], ['Photo.JPEG', 'jpeg', 'Photo.jpeg'], ['invoice.exe', 'pdf', 'invoice.exe.pdf'], ['page.html', 'text', 'page.html.txt'], ['receipt', 'png', 'receipt.png'],
  ['C:\\Users\\Mallory\\чек № 5.pdf', 'pdf', 'чек - 5.pdf'], ['../../etc/passwd', 'text', 'passwd.txt'], ['.htaccess', 'text', 'htaccess.txt'], ['a"b\r\nX: y.pdf', 'pdf', 'a-b-X- y.pdf'], ['\u202efdp.exe', 'pdf', '-fdp.exe.pdf'],
  ['', 'pdf', 'file.pdf'], ['...', 'pdf', 'file.pdf'], ['.pdf', 'pdf', 'pdf.pdf'], [`${'ж'.repeat(300)}.pdf`, 'pdf', `${'ж'.repeat(80)}.pdf`],
] as const)('%j, a %s, is kept as %j', (name, kind, kept) => { expect(safeName(name, kind)).toBe(kept); });

test('what is wrong is told with the file that it is about, the first one first', () => {
  const good = file('good.txt', text('good'));
  expect(troubleWith([])).toBeNull();
  expect(troubleWith([good, good, file('most.txt', new Uint8Array(MOST_FILE_BYTES).fill(0x20))])).toBeNull();
  expect(troubleWith([good, good, good, good])).toEqual({ why: 'many' });
  expect(troubleWith([good, file('a/nothing.pdf', bytes())])).toEqual({ why: 'empty', name: 'nothing.pdf' });
  expect(troubleWith([file('film.pdf', new Uint8Array(MOST_FILE_BYTES + 1).fill(0x20)), file('x.zip', text('PK\u0003\u0004'))])).toEqual({ why: 'large', name: 'film.pdf' });
  expect(troubleWith([file('really.pdf', text('PK\u0003\u0004'))])).toEqual({ why: 'kind', name: 'really.pdf' });
});

test('in every language the words name the file and the limits', () => {
  for (const language of LANGUAGES) {
    for (const why of ['empty', 'large', 'kind'] as const) expect(troubleWords({ why, name: 'scan.heic' }, language)).toContain('scan.heic');
    expect(troubleWords({ why: 'large', name: 'x' }, language)).toMatch(/5 (?:MB|МБ)/);
    expect(troubleWords({ why: 'many' }, language)).toContain('3');
    expect(fullWords(language)).toContain('12');
    const { hint, kept } = fileWords(language);
    for (const part of [/\b3 /, /\b5 (?:MB|МБ)/, /PDF, JPEG, PNG/]) expect(hint).toMatch(part);
    expect(kept).toContain('90');
  }
});

test('a size is told in the reader’s numbers, and nothing is nothing', () => {
  expect([1, 122_880, 1_048_000, 2_500_000, MOST_FILE_BYTES].map((size) => sizeWords(size))).toEqual(['1 kB', '120 kB', '1 MB', '2.4 MB', '5 MB']);
  expect(sizeWords(2_500_000, readerOf({ tag: 'uk', zone: null }))).toBe('2,4 МБ');
  expect(enclosureWords({ name: 'receipt.pdf', bytes: 122_880, kind: 'pdf' })).toBe('receipt.pdf, 120 kB, PDF');
  expect(enclosureWords({ name: 'x.heic', bytes: 1, kind: 'heic' })).toBe('x.heic, 1 kB, heic');
});

test('a file alone is an answer; one that cannot be taken is refused under its field', () => {
  const receipt = file('receipt.pdf', text('%PDF-1.7'));
  expect(answerForm.safeParse({ files: [receipt] })).toMatchObject({ success: true, data: { files: [{ name: 'receipt.pdf' }], text: '' } });
  expect(answerForm.safeParse({ files: [] }).success).toBe(false);
  const refused = answerForm.safeParse({ text: 'Here.', files: [file('scan.heic', bytes(0, 0, 0, 0x18))] });
  expect(refused.error?.issues.map(({ path, message }) => [path, message])).toEqual([[['files'], '“scan.heic” is neither PDF, JPEG, PNG nor plain text. Save it as PDF, or send a screenshot of it.']]);
  expect(answerForm.safeParse({ text: 'Here.', files: ['receipt.pdf'] }).success).toBe(false);
  expect(answerWords({ facts: [], route: null, text: '', files: [receipt, receipt] })).toBe('Enclosed 2 files.');
});
