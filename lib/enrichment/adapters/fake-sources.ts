import { isPublic, parseAddress, parseRange } from '../address';
import type { NetworkOwner } from '../network';
import type { PlaceReading } from '../place';
import type { Sources } from './sources';

/** What the stand-in knows of a block: what each geolocation source answers, and who announces it. */
export type FakeBlock = { places?: readonly Pick<PlaceReading, 'country' | 'city' | 'lat' | 'lon'>[]; asn?: number; owner?: string };

const NOWHERE = { country: null, city: null, lat: null, lon: null };

/**
 * Sources that know a small table only, keyed by CIDR block, for tests and for work without the data packages. Among blocks that hold
 * an address the first in the table answers. Passes the same adapter test as the real ones.
 */
export function fakeSources(table: Readonly<Record<string, FakeBlock>>, date = '2026-06-01'): Sources {
  const blocks = Object.entries(table).map(([text, block]) => {
    const range = parseRange(text);
    if (!range) throw new Error(`"${text}" is not a block of addresses`);
    return { range, block };
  });
  const blockOf = (ip: string): FakeBlock | undefined => {
    const address = parseAddress(ip);
    if (!address || !isPublic(address)) return undefined;
    return blocks.find(({ range }) => range.family === address.family && range.from <= address.number && address.number <= range.to)?.block;
  };
  const names = ['fake-city', 'fake-country'] as const;
  return {
    locate: (ip) => names.map((source, index) => ({ source, date, ...(blockOf(ip)?.places?.[index] ?? NOWHERE) })),
    owner: (ip): NetworkOwner => {
      const block = blockOf(ip);
      return { asn: block?.asn ?? null, owner: block?.owner ?? null, source: `fake-owner ${date}` };
    },
    describe: () => [
      { name: names[0], answers: 'city', version: 'fake', date, attribution: null },
      { name: names[1], answers: 'country', version: 'fake', date, attribution: null },
      { name: 'fake-owner', answers: 'owner', version: 'fake', date, attribution: null },
    ],
  };
}
