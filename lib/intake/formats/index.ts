import type { Format } from '../format';
import { contract } from './contract';
import { rba } from './rba';
import { sessionsCsv } from './sessions-csv';

/** Every kind of file that can be imported; the first that recognises a file reads it. */
export const FORMATS: readonly Format[] = [rba, sessionsCsv, contract];

/** The format that recognises a file, or the one of that name where one is asked for; null where there is none. */
export function formatFor(firstBytes: Uint8Array, filename: string, name?: string): Format | null {
  const asked = FORMATS.filter((format) => name === undefined || format.name === name);
  return asked.find((format) => name !== undefined || format.recognises(firstBytes, filename)) ?? null;
}
