import type { Instant } from '../kernel/instant';
import type { Contract, Declaration, Money } from './history';
import { instantIn, textIn, truthIn, wordIn } from './reading';
import type { Row } from './reading';

/** Contracts, each told by its start, its end or both, in order of beginning. `rows` are in order of (at, id); of repeated starts the first holds, of repeated ends the last. */
export function contractsOf(rows: readonly Row[], money: (value: unknown, at: Instant) => Money | null): Contract[] {
  const contracts = new Map<string, Contract>();
  for (const { event, at, type, data } of rows) {
    const contract = textIn(data.contract);
    if (!contract) continue;
    const known = contracts.get(contract) ?? UNTOLD;
    const told =
      type === 'contract.ended'
        ? { endedAt: at, reason: textIn(data.reason) ?? known.reason }
        : {
            client: known.client ?? textIn(data.client),
            startedAt: known.startedAt ?? at,
            hourly: known.hourly ?? truthIn(data.hourly),
            value: known.value ?? money(data.value, at),
            clientInstrument: known.clientInstrument ?? textIn(data.clientInstrument),
            clientDevice: known.clientDevice ?? textIn(data.clientDevice),
            clientIp: known.clientIp ?? textIn(data.clientIp),
          };
    contracts.set(contract, { ...known, ...told, contract, events: [...known.events, event] });
  }
  // Rows come in order, so contracts stand in the order in which they were first heard of.
  return [...contracts.values()];
}

const UNTOLD: Omit<Contract, 'contract'> = {
  client: null, startedAt: null, endedAt: null, hourly: null, value: null, clientInstrument: null, clientDevice: null, clientIp: null, reason: null, events: [],
};

/**
 * Declarations, one for each kind and beginning. Sent again, a declaration keeps its first event, and what is told later holds: its end,
 * its country, its organisation, whether it was verified. `from` falls back to the event's instant.
 */
export function declarationsOf(rows: readonly Row[]): Declaration[] {
  const declarations = new Map<string, Declaration>();
  for (const { event, at, data } of rows) {
    const kind = wordIn(data.kind, ['travel', 'relocation', 'vpn', 'virtual_desktop', 'household', 'agency', 'name_change', 'new_device', 'accommodation']);
    if (!kind) continue;
    const from = instantIn(data.from) ?? at;
    const key = `${kind} ${from}`;
    const known = declarations.get(key);
    declarations.set(key, {
      event: known?.event ?? event,
      at: known?.at ?? at,
      kind,
      from,
      to: instantIn(data.to) ?? known?.to ?? null,
      country: textIn(data.country) ?? known?.country ?? null,
      organisation: textIn(data.organisation) ?? known?.organisation ?? null,
      verified: truthIn(data.verified) ?? known?.verified ?? false,
    });
  }
  return [...declarations.values()];
}
