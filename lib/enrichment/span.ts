import type { Instant } from '../kernel/instant';
import type { Contract, Declaration, Money } from './history';
import { Part } from './part';
import { instantIn, textIn, truthIn, wordIn } from './reading';
import type { Row } from './reading';

/** Contracts, each told by its start, its end or both, in the order in which they were first heard of; of repeated starts the first holds, of repeated ends the last. */
export class Contracts extends Part<Contract> {
  private readonly places = new Map<string, number>();

  constructor(private readonly money: (value: unknown, at: Instant) => Money | null) {
    super();
  }

  protected add({ event, at, type, data }: Row): void {
    const contract = textIn(data.contract);
    if (!contract) return;
    const place = this.places.get(contract) ?? this.entries.length;
    const known = this.entries[place] ?? UNTOLD;
    const told =
      type === 'contract.ended'
        ? { endedAt: at, reason: textIn(data.reason) ?? known.reason }
        : {
            client: known.client ?? textIn(data.client),
            startedAt: known.startedAt ?? at,
            hourly: known.hourly ?? truthIn(data.hourly),
            value: known.value ?? this.money(data.value, at),
            clientInstrument: known.clientInstrument ?? textIn(data.clientInstrument),
            clientDevice: known.clientDevice ?? textIn(data.clientDevice),
            clientIp: known.clientIp ?? textIn(data.clientIp),
          };
    this.places.set(contract, place);
    this.entries[place] = { ...known, ...told, contract, events: [...known.events, event] };
  }
}

const UNTOLD: Omit<Contract, 'contract'> = {
  client: null, startedAt: null, endedAt: null, hourly: null, value: null, clientInstrument: null, clientDevice: null, clientIp: null, reason: null, events: [],
};

/**
 * Declarations, one for each kind and beginning. Sent again, a declaration keeps its first event, and what is told later holds: its end,
 * its country, its organisation, whether it was verified. `from` falls back to the event's instant.
 */
export class Declarations extends Part<Declaration> {
  private readonly places = new Map<string, number>();

  protected add({ event, at, data }: Row): void {
    const kind = wordIn(data.kind, ['travel', 'relocation', 'vpn', 'virtual_desktop', 'household', 'agency', 'name_change', 'new_device', 'accommodation']);
    if (!kind) return;
    const from = instantIn(data.from) ?? at;
    const place = this.places.get(`${kind} ${from}`) ?? this.entries.length;
    const known = this.entries[place];
    this.places.set(`${kind} ${from}`, place);
    this.entries[place] = {
      event: known?.event ?? event,
      at: known?.at ?? at,
      kind,
      from,
      to: instantIn(data.to) ?? known?.to ?? null,
      country: textIn(data.country) ?? known?.country ?? null,
      organisation: textIn(data.organisation) ?? known?.organisation ?? null,
      verified: truthIn(data.verified) ?? known?.verified ?? false,
    };
  }
}
