import { z } from 'zod';
import { daysWords } from '../decisions/notice';
import { numberWords } from '../evidence/wording';
import { DAY } from '../kernel/instant';
import { ENGLISH, readerOf, type Language, type Reader } from '../kernel/language';
import { PAGE_WORDS } from './languages/index';

/** With one answer or appeal; and with everything that is sent about one decision, since an answer can be added to. */
export const MOST_FILES = 3;
export const MOST_FILES_OF_A_DECISION = 12;
export const MOST_FILE_BYTES = 5 * 1024 * 1024;

/** For how long the bytes are kept once the case is settled and every appeal on it is answered. The row stays, with its digest. */
export const ENCLOSURE_DAYS = 90;
export const ENCLOSURE_TERM = ENCLOSURE_DAYS * DAY;

/** A file as it was sent. Neither its name nor the type that a browser declares says what it is. */
export type SentFile = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** The first bytes that make a kind, the type with which it is handed out, and the ends that its name may have; the first is given to names with none of them. */
const KINDS = {
  pdf: { begins: [0x25, 0x50, 0x44, 0x46, 0x2d], type: 'application/pdf', ends: ['pdf'] },
  jpeg: { begins: [0xff, 0xd8, 0xff], type: 'image/jpeg', ends: ['jpg', 'jpeg'] },
  png: { begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], type: 'image/png', ends: ['png'] },
  text: { begins: null, type: 'text/plain; charset=utf-8', ends: ['txt'] },
} as const;
export type EnclosureKind = keyof typeof KINDS;

/** What a browser offers to choose from; it binds nobody. Without other pictures, telephones turn theirs into JPEG by themselves. */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,text/plain,.pdf,.jpg,.jpeg,.png,.txt';

/** What a file is by its bytes; null for what is not taken. Text has no first bytes of its own: it is UTF-8 throughout, without signs that no text has. */
export function kindOf(bytes: Uint8Array): EnclosureKind | null {
  for (const kind of ['pdf', 'jpeg', 'png'] as const) {
    if (KINDS[kind].begins.every((byte, index) => bytes[index] === byte)) return kind;
  }
  return bytes.length > 0 && isText(bytes) ? 'text' : null;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The type under which a kind is handed out; one of another day that nobody takes any more is bytes. */
export function typeOf(kind: string): string {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind as EnclosureKind].type : 'application/octet-stream';
}

const LONGEST_NAME = 80;

/** The last part of the name as letters, digits and a few signs, with an end that says what the bytes are: "invoice.exe" that is a PDF becomes "invoice.exe.pdf". */
export function safeName(name: string, kind: EnclosureKind): string {
  const ends: readonly string[] = KINDS[kind].ends;
  const clean = shownName(name);
  const [, stem = clean, end = ''] = /^(.*)\.([^.]*)$/s.exec(clean) ?? [];
  const fits = ends.includes(end.toLowerCase());
  const base = [...(fits ? stem : clean)].slice(0, LONGEST_NAME).join('').replace(/[. ]+$/, '');
  return `${base === '' ? 'file' : base}.${fits ? end.toLowerCase() : ends[0]}`;
}

/** The name as it can be said of a file that is not taken. */
export function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, '-').replace(/^[. ]+/, '');
  return [...clean].slice(0, 2 * LONGEST_NAME).join('').trim() || 'file';
}

/** What is wrong with what was sent, and with which file. */
export type FileTrouble = { why: 'many' } | { why: 'empty' | 'large' | 'kind'; name: string };

/** The first thing wrong with these files; null where they can be taken. */
export function troubleWith(files: readonly SentFile[]): FileTrouble | null {
  if (files.length > MOST_FILES) return { why: 'many' };
  for (const { name, bytes } of files) {
    const why = bytes.length === 0 ? 'empty' : bytes.length > MOST_FILE_BYTES ? 'large' : kindOf(bytes) === null ? 'kind' : null;
    if (why !== null) return { why, name: shownName(name) };
  }
  return null;
}

const within = (language: Language): Reader => readerOf({ tag: language, zone: null });

export function troubleWords(trouble: FileTrouble, language: Language = 'en'): string {
  const { many, ...words } = PAGE_WORDS[language].files.wrong;
  const reader = within(language);
  return trouble.why === 'many' ? many({ most: numberWords(MOST_FILES, reader) }) : words[trouble.why]({ name: trouble.name, size: sizeWords(MOST_FILE_BYTES, reader) });
}

/** That a decision has all the files it can have. */
export function fullWords(language: Language = 'en'): string {
  return PAGE_WORDS[language].files.wrong.full({ most: numberWords(MOST_FILES_OF_A_DECISION, within(language)) });
}

/** What the holder reads beside the field for files. */
export function fileWords(language: Language): { label: string; hint: string; papers: string; seen: string; kept: string } {
  const { label, hint, papers, seen, kept } = PAGE_WORDS[language].files;
  const reader = within(language);
  return { label, hint: hint({ most: numberWords(MOST_FILES, reader), size: sizeWords(MOST_FILE_BYTES, reader) }), papers, seen, kept: kept({ days: daysWords(ENCLOSURE_DAYS, reader) }) };
}

/** "120 kB", "4.8 MB"; a file with anything in it has at least one. */
export function sizeWords(bytes: number, reader: Reader = ENGLISH): string {
  const { kilobytes, megabytes } = PAGE_WORDS[reader.language].files;
  const kilo = Math.ceil(bytes / 1024);
  return kilo < 1024 ? kilobytes({ count: numberWords(kilo, reader) }) : megabytes({ count: numberWords(Math.round(kilo / 102.4) / 10, reader) });
}

/** "receipt.pdf, 120 kB, PDF" */
export function enclosureWords({ name, bytes, kind }: { name: string; bytes: number; kind: string }, reader: Reader = ENGLISH): string {
  const kinds: Readonly<Record<string, string>> = PAGE_WORDS[reader.language].files.kinds;
  return `${name}, ${sizeWords(bytes, reader)}, ${kinds[kind] ?? kind}`;
}

/** What comes along with an answer or an appeal. */
export const enclosedFiles = z
  .array(z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) }))
  .superRefine((files, context) => {
    const trouble = troubleWith(files);
    if (trouble !== null) context.addIssue({ code: 'custom', message: troubleWords(trouble) });
  })
  .default([]);

/** "Enclosed 2 files."; nothing where nothing is. */
export function enclosedWords({ length }: readonly SentFile[]): string[] {
  return length === 0 ? [] : [`Enclosed ${length} ${length === 1 ? 'file' : 'files'}.`];
}
