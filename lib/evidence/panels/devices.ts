import { fingerprintOf } from '../../enrichment/device';
import type { Device, Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { SharedIdentifier } from '../../links/link';
import { deviceKey } from '../../signals/device-set';
import { passedChecks } from '../../signals/verified-handover';
import type { Clock } from '../both-clocks';
import { clockOf, within, type Content, type PanelGiven } from './given';
import { mostly, type Hand } from './hands';
import { deviceLabel, hintWords, span } from './labels';

/** `side` of the handover, or of the last passed check where nothing changed hands; `sharers` who else shows it, and when. Packets sealed earlier have neither. */
export type DeviceLine = {
  id: string; kind: string; hand: Hand; seen: string; accounts: number; remote: string | null;
  side?: string | null;
  sharers?: readonly { account: string; says: string }[];
};
export type Build = { device: string; parts: readonly { name: string; share: number | null }[] };
export type Devices = Content<'devices', { devices: readonly DeviceLine[]; build: Build | null; /** The builds of the other devices. */ builds?: readonly Build[] }>;

const MOST = 12;
/** A pause longer than this is told as two times of use. */
const PAUSE = 45 * DAY;
const MOST_SPANS = 2;
const PARTS = [['gpu', 'Graphics'], ['fonts', 'Fonts'], ['screen', 'Screen'], ['hardware', 'Cores and memory'], ['canvas', 'Canvas']] as const;

/** Devices of the account, latest first, who else shows them, and how common the parts of the most telling one are. */
export function devices(given: PanelGiven): Devices {
  const groups = new Map<string, { device: Device; stretches: Stretch[] }>();
  for (const stretch of within(given.history.stretches, given.range)) {
    const key = deviceKey(stretch.device);
    if (key === null || stretch.device === null) continue;
    const known = groups.get(key);
    // Later sights tell more of the same device: hints come and go.
    if (known !== undefined) known.stretches.push(stretch);
    else groups.set(key, { device: stretch.device, stretches: [stretch] });
  }
  if (groups.size === 0) return { panel: 'devices', nothing: { words: 'No device is known', searched: 'The platform sent no device with these sessions.' } };
  const sharing = new Map<string | null, SharedIdentifier>(given.neighbourhood.identifiers.flatMap((each) => (each.kind === 'device_token' ? [[each.digest, each] as const] : [])));
  const lines = [...groups.values()].sort((a, b) => (b.stretches.at(-1)?.at ?? 0) - (a.stretches.at(-1)?.at ?? 0)).map(({ device, stretches }) => ({ device, stretches, line: lineOf(given, device, stretches, sharing.get(device.token)) }));
  const telling = lines.find(({ line }) => line.hand === 'other') ?? [...lines].sort((a, b) => b.stretches.length - a.stretches.length)[0];
  return { panel: 'devices', devices: lines.slice(0, MOST).map(({ line }) => line), build: telling === undefined ? null : buildOf(given, telling.device, telling.line.id), builds: lines.slice(0, MOST).filter((each) => each !== telling).flatMap((each) => buildOf(given, each.device, each.line.id) ?? []) };
}

function lineOf(given: PanelGiven, device: Device, stretches: readonly Stretch[], shared: SharedIdentifier | undefined): DeviceLine {
  const { hands } = given;
  const by = clockOf(given);
  return {
    id: deviceLabel(device) ?? 'unnamed',
    kind: [device.platform, device.browser].filter((part) => part !== null).join(', ') || 'kind not told',
    hand: mostly(stretches.map((each) => hands.ofStretch(each))),
    seen: timesOf(stretches, by),
    accounts: shared?.accounts ?? 1,
    remote: hintWords(stretches.flatMap((each) => each.device?.hints ?? [])),
    side: sideOf(given, stretches),
    sharers: (shared?.others ?? []).slice(0, MOST_SHARERS).map((other) => ({ account: other.account, says: `${span(other.firstAt, other.lastAt, by)}${other.firstAt <= shared!.own.lastAt && shared!.own.firstAt <= other.lastAt ? ', at one time' : ''}` })),
  };
}

const MOST_SHARERS = 5;

/** "before the handover", "since", "before and since"; by the last passed check where nothing changed hands. Null where there is neither. */
function sideOf({ history, hands: { turn } }: PanelGiven, stretches: readonly Stretch[]): string | null {
  const line = turn?.at ?? passedChecks(history).at(-1)?.at ?? null;
  if (line === null) return null;
  const what = turn === null ? 'the check' : 'the handover';
  const [before, since] = [stretches.some(({ at }) => at < line), stretches.some(({ at }) => at >= line)];
  return before && since ? `before ${what} and since` : before ? `before ${what} only` : `since ${what} only`;
}

function timesOf(stretches: readonly Stretch[], by: Clock): string {
  const times: { from: number; to: number }[] = [];
  for (const { at } of stretches) {
    const last = times.at(-1);
    if (last !== undefined && at - last.to < PAUSE) last.to = at;
    else times.push({ from: at, to: at });
  }
  const told = times.slice(-MOST_SPANS).map(({ from, to }) => span(from, to, by));
  return `${times.length > MOST_SPANS ? '… ' : ''}${told.join('; ')}`;
}

function buildOf({ rarity }: PanelGiven, device: Device, label: string): { device: string; parts: { name: string; share: number | null }[] } | null {
  const { components } = fingerprintOf(device);
  const parts = PARTS.flatMap(([part, name]) => {
    const value = components[part];
    return value === null ? [] : [{ name, share: rarity?.shareOf(part, value) ?? null }];
  });
  return parts.length === 0 ? null : { device: label, parts };
}
