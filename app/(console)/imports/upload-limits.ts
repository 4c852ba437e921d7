/** What the screen takes at once; the terminal streams files of any size. */
export const MOST_BYTES = 25 * 1024 * 1024;

/** Why an upload came back, in words; the address carries the name only. */
export const UPLOAD_TROUBLES = {
  'not-allowed': 'Only an admin brings files in.',
  'too-large': 'The file is larger than 25 MB. Larger ones are read from a terminal: npm run --silent countersign -- import FILE',
  'cut-off': 'The upload broke off before its end. Send it again.',
  'no-file': 'Choose a file first.',
  empty: 'The file is empty.',
  'unknown-format': 'What stands in the file was not recognised. Three kinds are read, plain or packed with gzip: one event in JSON on each line; a CSV of sessions, with a line of heads that names account, session, at and ip; the RBA login data set as it is published.',
  exists: 'This very file is being imported already; it stands in the list.',
  refused: 'The file could not be kept. Try again in a moment.',
} as const;
export type UploadTrouble = keyof typeof UPLOAD_TROUBLES;

export function troubleWords(name: unknown): string | null {
  return typeof name === 'string' && name in UPLOAD_TROUBLES ? UPLOAD_TROUBLES[name as UploadTrouble] : null;
}
