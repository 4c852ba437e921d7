import { fingerprintOf } from '../../../lib/enrichment/device';
import type { AccountHistory, Device, Stretch } from '../../../lib/enrichment/history';
import { DAY, type Instant } from '../../../lib/kernel/instant';
import { ALONE, HUB_ABOVE, type Link, type Neighbourhood } from '../../../lib/links/link';
import { rarityTableOf, type RarityContent } from '../../../lib/links/rarity';
import { EDGE_GROUPS, EDGE_NATS } from '../../../lib/links/edge';
import { combine, linkWeight } from '../../../lib/links/weight';
import { SIGNALS } from '../../../lib/signals/kinds';
import { machine } from '../devices';
import { PLACES } from '../places';
import { Random } from '../random';

const NOW: Instant = Date.UTC(2026, 9, 1);
const FROM = NOW - 30 * DAY;

/** Pairs of strangers whose machines happen to look the same: how many the links and the signal on fingerprints make something of. */
export function falseLinks(devices: number): { devices: number; equalPairs: number; weighing: number; tied: number; found: number | null } {
  const random = new Random('fingerprints');
  const owners = Array.from({ length: devices }, (_, index) => {
    const { country } = random.weighted(PLACES, (place) => place.weight);
    const { platform, browser, languages, keyboard, screen, gpu, cores, memoryGb, fonts, canvas, token } = machine(random, country);
    return { account: `acc_${String(index).padStart(6, '0')}`, device: { token, platform, browser, timeZone: null, languages, keyboard, screen, gpu, cores, memoryGb, fonts, canvas, hints: [] } satisfies Device };
  });
  const content: Record<string, Record<string, number>> = {};
  const holders = new Map<string, typeof owners>();
  for (const owner of owners) {
    const { key, components } = fingerprintOf(owner.device);
    for (const [kind, value] of Object.entries(components)) if (value !== null) count(content, kind, value);
    if (key === null) continue;
    count(content, 'fingerprint', key);
    count(content, 'fingerprint_link', key);
    holders.set(key, [...(holders.get(key) ?? []), owner]);
  }
  const rarity = rarityTableOf({ version: 1, builtAt: NOW, accounts: devices }, content satisfies RarityContent);
  const signal = SIGNALS.find((one) => one.id === 'D2');
  let [equalPairs, weighing, tied] = [0, 0, 0];
  const found = new Set<string>();
  for (const [key, sharing] of holders) {
    const pairs = (sharing.length * (sharing.length - 1)) / 2;
    equalPairs += pairs;
    if (pairs === 0) continue;
    const share = rarity.shareOf('fingerprint', key);
    const nats = linkWeight({ kind: 'fingerprint', accounts: sharing.length, share }, linkOf(key, 'a'), linkOf(key, 'b'), devices);
    if (nats > 0) weighing += pairs;
    const together = combine([{ kind: 'fingerprint', digest: key, nats }]);
    if (together.nats >= EDGE_NATS && together.groups.length >= EDGE_GROUPS) tied += pairs;
    if (!signal || sharing.length > HUB_ABOVE) continue;
    for (const owner of sharing) {
      const others = sharing.filter((other) => other !== owner);
      const neighbourhood: Neighbourhood = {
        ...ALONE,
        identifiers: [{ kind: 'fingerprint', digest: key, own: linkOf(key, owner.account), accounts: sharing.length, hub: false, share, others: others.map((other) => linkOf(key, other.account)) }],
      };
      if (signal.read({ history: historyWith(owner.account, owner.device), neighbourhood, rarity, asOf: NOW }).state === 'found') for (const other of others) found.add([owner.account, other.account].sort().join(' '));
    }
  }
  return { devices, equalPairs, weighing, tied, found: signal ? found.size : null };
}

function count(content: Record<string, Record<string, number>>, kind: string, value: string): void {
  const values = (content[kind] ??= {});
  values[value] = (values[value] ?? 0) + 1;
}

function linkOf(digest: string, account: string): Link {
  return { kind: 'fingerprint', digest, account, firstAt: FROM, lastAt: NOW - DAY, days: 20 };
}

/** Somebody at one machine on twenty days, and nothing else. */
function historyWith(account: string, device: Device): AccountHistory {
  const stretches = Array.from({ length: 20 }, (_, nth): Stretch => ({
    event: `${account}/${nth}`, at: FROM + nth * DAY, session: `s${nth}`, endedAt: FROM + nth * DAY + 3_600_000, lastInputAt: FROM + nth * DAY + 3_600_000, ip: null,
    network: { class: 'residential', asn: null, owner: null, source: 'bench' }, place: { readings: [], agreed: false, country: null, lat: null, lon: null, radiusKm: null }, rttMs: null, device,
  }));
  return { account, asOf: NOW, registeredAt: FROM, versions: [], profiles: [], stretches, activities: [], checks: [], instruments: [], payouts: [], earnings: [], bids: [], contracts: [], timeLogs: [], interviews: [], messageFlags: [], clientReports: [], declarations: [], referrals: [], reviews: [] };
}
