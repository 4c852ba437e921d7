import { DAY, type Instant } from '../../lib/kernel/instant';
import { EXIT_COUNTRIES } from './carriers';
import { kmBetween, type Place } from './places';
import type { Prefix, PrefixTable } from './prefixes';
import { Random } from './random';

/** A way onto the internet: its address at a moment, and the round trip from there to the platform. */
export type Route = {
  weight: number;
  addressAt: (at: Instant, random: Random) => string;
  /** Median round trip of the line, milliseconds. */
  rttMs: number;
  /** Taken by the phone only, or by computers only; absent: by any. */
  only?: 'phone' | 'computer';
};

/** Where the platform answers from; the nearest counts. */
const EDGES = [{ lat: 50.1, lon: 8.7 }, { lat: 39, lon: -77.5 }, { lat: 1.3, lon: 103.8 }];

/** Light in fibre with detours: about 1.6 ms per 100 km there and back, on top of the line's own delay. */
export function roundTrip(place: { lat: number; lon: number }, lineMs: number): number {
  return lineMs + Math.min(...EDGES.map((edge) => kmBetween(place, edge))) * 0.016;
}

/** Most lines are quick; some go by satellite, an old copper pair, or three walls of a house. */
function lineDelay(random: Random): number {
  return random.chance(0.13) ? random.between([50, 270]) : random.between([9, 34]);
}

function host(prefix: Prefix, random: Random): string {
  if (prefix.family === 4) return `${prefix.net}.${random.int(1, 254)}`;
  const groups = [random.int(1, 0xfffe), ...[1, 2, 3, 4].map(() => random.int(1, 0xfffe))];
  return `${prefix.net}:${groups.map((group) => group.toString(16)).join(':')}`;
}

/** The exit country a person picks: the own one, or a popular one. */
export function exitCountry(country: string, random: Random): string {
  if (EXIT_COUNTRIES.includes(country) && random.chance(0.3)) return country;
  return random.weighted(['US', 'NL', 'GB', 'DE', 'SG', 'JP'], (one) => (one === 'US' ? 5 : one === 'NL' ? 5 : 1));
}

/** The networks of a world: whose prefixes are whose. Shared addresses depend on the seed only, so that strangers meet on them. */
export class Networks {
  constructor(private readonly table: PrefixTable, private readonly seed: string) {}

  /** A home line: one address for weeks, from one carrier. The city file puts about one line in nine elsewhere in the country. */
  home(place: Place, random: Random, weight = 1): Route {
    return this.line(this.near(this.table.home, place, random), place, random, weight);
  }

  /** A home line that both databases put where it is, with one address for good: for stories that must be read the same in every world. */
  certainHome(place: Place, random: Random, weight = 1): Route {
    const certain = (this.table.home[place.country] ?? []).filter((prefix) => prefix.city === place.city && prefix.family === 4 && prefix.agreed);
    const line = this.line(certain, place, random, weight);
    return { ...line, addressAt: () => line.addressAt(0, random) };
  }

  private line(prefixes: readonly Prefix[], place: Place, random: Random, weight: number): Route {
    const prefix = random.pick(prefixes);
    const leaseDays = random.chance(0.55) ? 4000 : random.between([6, 60]);
    const key = random.code(10);
    return {
      weight,
      rttMs: roundTrip(place, lineDelay(random)),
      addressAt: (at) => {
        const lease = new Random(`${key}/${Math.floor(at / DAY / leaseDays)}`);
        if (prefix.family === 4) return host(prefix, lease);
        // The /64 is the household's; the rest changes with the day.
        const own = host(prefix, new Random(key)).split(':').slice(0, 4).join(':');
        return `${own}:${[1, 2, 3, 4].map((part) => new Random(`${key}/${Math.floor(at / DAY)}/${part}`).int(1, 0xfffe).toString(16)).join(':')}`;
      },
    };
  }

  /** A mobile line: a few addresses of a carrier stand for everybody in the city. */
  mobile(place: Place, random: Random, weight = 1): Route {
    const prefixes = this.near(this.table.mobile, place, random).slice(0, 24);
    return {
      weight,
      rttMs: roundTrip(place, random.between(random.chance(0.15) ? [75, 240] : [38, 75])),
      only: 'phone',
      addressAt: (_at, draw) => {
        const prefix = draw.pick(prefixes);
        return host(prefix, new Random(`${this.seed}/egress/${prefix.net}/${draw.zipf(6)}`));
      },
    };
  }

  /** The public access of a café, hotel or library: a home-like line that other people use as well. */
  public(place: Place, random: Random, weight = 1): Route {
    const spot = random.zipf(40);
    const line = this.home(place, new Random(`${this.seed}/public/${place.city}/${spot}`));
    return { ...line, weight, rttMs: line.rttMs + 14 };
  }

  /** An office or campus: one fixed address of a home-like carrier. */
  office(place: Place, key: string, weight = 1): Route {
    const line = this.home(place, new Random(`${this.seed}/office/${key}`));
    return { ...line, weight, addressAt: (_at, draw) => line.addressAt(0, draw) };
  }

  /** How many services sell exits: a few are popular. */
  static readonly SERVICES = 6;

  /** Exits of one commercial VPN service in one country: every customer leaves by the same few addresses. */
  exits(service: number, country: string, body: Place, random: Random, weight = 1): Route {
    const prefixes = this.table.vpn[country] ?? this.table.vpn.NL ?? [];
    const shop = new Random(`${this.seed}/vpn/${service}/${country}`);
    const addresses = Array.from({ length: 4 }, () => host(shop.pick(prefixes), shop));
    const favourite = random.zipf(addresses.length);
    return {
      weight,
      rttMs: roundTrip(body, lineDelay(random)) + random.between([12, 80]),
      addressAt: (_at, draw) => addresses[draw.chance(0.72) ? favourite : draw.zipf(addresses.length)] as string,
    };
  }

  /** Exits bought for a few people alone, on a host or on a service's own block. */
  privateExits(country: string, body: Place, count: number, random: Random, weight = 1): Route {
    const kind = random.chance(0.5) ? this.table.vpn : this.table.hosting;
    const prefixes = kind[country] ?? this.table.vpn.NL ?? [];
    const addresses = Array.from({ length: count }, () => host(random.pick(prefixes), random));
    return { weight, rttMs: roundTrip(body, lineDelay(random)) + random.between([12, 60]), addressAt: (_at, draw) => draw.pick(addresses) };
  }

  /** A cloud desktop or an employer's gateway: fixed addresses on a host. */
  desktop(country: string, body: Place, key: string, weight = 1): Route {
    const shop = new Random(`${this.seed}/desktop/${key}`);
    const prefixes = this.table.hosting[country] ?? this.table.hosting.DE ?? [];
    const addresses = [host(shop.pick(prefixes), shop), host(shop.pick(prefixes), shop)];
    return { weight, rttMs: roundTrip(body, lineDelay(shop)) + shop.between([10, 60]), only: 'computer', addressAt: (_at, draw) => draw.pick(addresses) };
  }

  /** Other people's home lines, rented by the hour: the right city, another address every few days, and a longer way round. */
  borrowedHomes(place: Place, detourMs: number, random: Random, weight = 1): Route {
    const prefixes = this.near(this.table.home, place, random);
    const holdDays = random.between([1, 9]);
    const key = random.code(10);
    return {
      weight,
      rttMs: roundTrip(place, lineDelay(random)) + detourMs,
      addressAt: (at) => {
        const hold = new Random(`${key}/${Math.floor(at / DAY / holdDays)}`);
        return host(hold.pick(prefixes), hold);
      },
    };
  }

  private near(lines: Record<string, Prefix[]>, place: Place, random: Random): Prefix[] {
    const all = lines[place.country] ?? [];
    const family = random.chance(0.14) ? 6 : 4;
    const near = all.filter((prefix) => prefix.city === place.city && prefix.family === family);
    const wide = all.filter((prefix) => prefix.family === 4);
    const usable = near.length >= 4 && !random.chance(0.11) ? near : all.filter((prefix) => prefix.family === 4 && prefix.city === place.city);
    if (usable.length >= 4 && !random.chance(0.11)) return usable;
    if (wide.length === 0) throw new Error(`no lines in ${place.country}`);
    return wide;
  }
}
