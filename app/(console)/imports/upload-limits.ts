/** What the screen takes at once; the terminal streams files of any size. */
export const MOST_BYTES = 25 * 1024 * 1024;

/** Why an upload came back, in words; the address carries the name only. */
export const UPLOAD_TROUBLES = {
  'not-allowed': 'Only an admin brings files in.',
  'too-large': 'The file is larger than 25 MB. Larger ones are read from a terminal: npm run --silent countersign -- import FILE',
  'cut-off': 'The upload broke off before its end. Send it again.',
  'no-file': 'Choose a file first.',
  empty: 'The file is empty.',
  'unknown-format': 'This file is none that can be read: it needs one event in JSON a line, or the columns of a CSV of sessions or of the RBA data set.',
  exists: 'This very file is being imported already; it stands in the list.',
  refused: 'The file could not be kept. Try again in a moment.',
} as const;
export type UploadTrouble = keyof typeof UPLOAD_TROUBLES;

export function troubleWords(name: unknown): string | null {
  return typeof name === 'string' && name in UPLOAD_TROUBLES ? UPLOAD_TROUBLES[name as UploadTrouble] : null;
}
