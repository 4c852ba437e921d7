import type { ChecksListProps } from '@/components/evidence/exhibits/checks-list';
import type { ClientListProps } from '@/components/evidence/exhibits/client-list';
import type { ClockProps } from '@/components/evidence/exhibits/clock';
import type { DeviceTableProps } from '@/components/evidence/exhibits/device-table';
import type { LinkGraphProps } from '@/components/evidence/exhibits/link-graph';
import type { MoneyStripProps } from '@/components/evidence/exhibits/money-strip';
import type { TextPair } from '@/components/evidence/exhibits/text-diff';
import type { Bar, TimelineProps } from '@/components/evidence/exhibits/timeline';
import type { WorldMapProps } from '@/components/evidence/exhibits/world-map';
import type { SumStep } from '@/components/evidence/exhibits/waterfall';
import type { EvidenceLineProps } from '@/components/controls/evidence-line';
import { DAY, HOUR } from '@/lib/kernel/instant';
import { NOW, stream } from './cast';

const on = (month: number, dayOfMonth: number, hour = 0) => Date.UTC(2026, month - 1, dayOfMonth, hour);
const TURN = on(9, 10);
const random = stream(2318);

/** Mallory as she is after the handover: 4,000 sessions, drawn as few shapes. */
function sessions(from: number, to: number, hand: Bar['hand'], label: string, short: string, count: number): Bar[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + ((to - from) * index) / count;
    return { from: at, to: at + Math.min(10 * HOUR, (to - from) / count) * (0.7 + random() * 0.3), hand, label, short };
  });
}

export const TIMELINE: TimelineProps = {
  from: on(6, 1),
  to: NOW,
  lanes: [
    { id: 'place', label: 'Place', bars: [...sessions(on(6, 1), TURN, 'verified', 'Leeds, home', 'Leeds', 1200), ...sessions(TURN, NOW, 'unknown', 'VPN exit', 'Exit', 800)], marks: [{ at: on(10, 3), shape: 'diamond', hand: 'other', label: '' }, { at: on(10, 19), shape: 'diamond', hand: 'other', label: 'Calgary' }, { at: on(11, 5), shape: 'diamond', hand: 'other', label: '' }] },
    { id: 'network', label: 'Network', bars: [{ from: on(6, 1), to: on(9, 11), hand: 'verified', label: 'Home broadband', short: 'Home' }, { from: on(9, 11), to: null, hand: 'other', label: 'Known VPN, 96% of sessions', short: 'VPN' }], marks: [] },
    { id: 'device', label: 'Device', bars: [...sessions(on(6, 1), on(9, 9), 'verified', 'D-41C', 'D-41C', 1000), ...sessions(on(9, 9), NOW, 'other', 'D-9E2, remote-control traces', 'D-9E2', 1000)], marks: [{ at: on(11, 2), shape: 'done', hand: 'verified', label: '' }] },
    { id: 'checks', label: 'Checks', bars: [], marks: [{ at: on(9, 3), shape: 'done', hand: 'verified', label: 'Document and face passed' }, { at: on(10, 12), shape: 'open', hand: null, label: 'Live check not taken' }, { at: on(11, 10), shape: 'open', hand: null, label: '' }] },
    { id: 'payout', label: 'Payout', bars: [{ from: on(6, 1), to: on(9, 14), hand: 'verified', label: 'Own-name bank ··4417', short: '4417' }, { from: on(9, 14), to: null, hand: 'other', label: 'Instrument ··0932, on 4 accounts', short: '0932' }], marks: [] },
    { id: 'profile', label: 'Profile', bars: [], marks: [{ at: on(6, 20), shape: 'done', hand: null, label: 'Skill added' }, { at: on(9, 11), shape: 'done', hand: null, label: 'Photo, headline and rate' }, { at: on(9, 13), shape: 'done', hand: null, label: 'Photo, headline and rate' }, { at: on(9, 16), shape: 'done', hand: null, label: 'Photo, headline and rate' }, { at: on(10, 22), shape: 'done', hand: null, label: '' }] },
  ],
  hours: Array.from({ length: 24 }, (_, week) => {
    const from = on(6, 1) + week * 7 * DAY;
    const after = from >= TURN;
    return { from, to: from + 7 * DAY, hand: after ? 'other' as const : 'verified' as const, hours: Array.from({ length: 24 }, (_, hour) => (after ? hour >= 15 || hour < 4 : hour >= 9 && hour < 18) ? 0.3 + random() * 0.7 : 0) };
  }),
  handover: { at: TURN, from: on(9, 9), to: on(9, 11), words: 'Six lanes change within 8 days', changes: [
    { lane: 'Device', says: '20 times likelier if hands changed', from: on(9, 9), to: on(9, 10) }, { lane: 'Network', says: '5 times likelier if hands changed', from: on(9, 10), to: on(9, 11) },
    { lane: 'Hours', says: '5 times likelier if hands changed', from: on(9, 9), to: on(9, 10) }, { lane: 'Payout', says: '12 times likelier if hands changed', from: on(9, 13), to: on(9, 14) },
  ] },
  overview: {
    weeks: Array.from({ length: 141 }, (_, week) => ({ from: Date.UTC(2024, 2, 4) + week * 7 * DAY, sessions: week > 52 && week < 90 ? 0 : 4 + Math.round(random() * (week > 115 ? 18 : 9)) })),
    notes: [{ at: Date.UTC(2024, 2, 4), words: 'Registered, Mar 2024' }, { at: Date.UTC(2025, 3, 20), words: 'Quiet for nine months' }, { at: Date.UTC(2026, 1, 10), words: 'Active again' }],
    to: NOW,
  },
  describe: 'Same-hands timeline, June to November 2026. Place, network, device, payout, profile and working hours all change between 9 and 16 September, a few days after the identity check on 3 September. A table of the same follows.',
  ranges: { earlier: '?range=earlier', later: '?range=later', closer: '?range=closer', wider: '?range=wider', whole: '?range=whole', around: '?range=around', usual: null },
  brush: { path: '/gallery/exhibits', life: null },
  zone: 'Europe/London',
  hotkey: '2',
};

export const MAP: WorldMapProps = {
  places: [
    { id: 'leeds', label: 'Leeds, declared', says: '212 sessions to 10 Sep', lat: 53.8, lon: -1.55, radiusKm: 110, mark: 'declared', hand: 'verified', sessions: 212, seen: '1 Jun to 10 Sep', readings: 'Leeds / Bradford, 14 km apart', sources: [{ source: 'dbip-city', says: 'Leeds, up to 9 km off the middle', offKm: 9 }, { source: 'geolite-city', says: 'Bradford and 2 other answers, up to 61 km off the middle', offKm: 61 }] },
    { id: 'calgary', label: 'near Calgary', says: '3 home-broadband sessions, both sources agree', lat: 51.05, lon: -114.07, radiusKm: 300, mark: 'elsewhere', hand: 'other', sessions: 3, seen: '3 Oct to 5 Nov', readings: 'Calgary / CA', sources: [{ source: 'dbip-city', says: 'Calgary and another answer, up to 180 km off the middle', offKm: 180 }, { source: 'geolite-city', says: 'CA, the country alone', offKm: null }] },
    { id: 'rotterdam', label: 'Rotterdam, VPN exit', says: '341 sessions, place unknown', lat: 51.92, lon: 4.48, radiusKm: null, mark: 'exit', hand: 'unknown', sessions: 341, seen: '10 Sep to 17 Nov UTC (11 Sep to 17 Nov, Europe/London)' },
  ],
  arcs: [{ from: 'leeds', to: 'calgary', km: 6779, minutes: 38, says: '10,500 km/h at least, 19 Oct, two devices', when: '19 Oct, 13:04 UTC (14:04 Europe/London) and 19 Oct, 13:42 UTC (14:42 Europe/London)' }],
  days: Array.from({ length: 170 }, (_, index) => {
    const at = on(6, 1) + index * DAY;
    const away = [124, 140, 157].includes(index);
    return { at, elsewhere: away, hand: random() < 0.13 ? null : away ? 'other' as const : at < TURN ? 'verified' as const : 'unknown' as const };
  }),
  halves: [
    { title: 'Until 10 Sep', sessions: [{ place: 'leeds', sessions: 212 }] },
    { title: 'Since 10 Sep', sessions: [{ place: 'calgary', sessions: 3 }, { place: 'rotterdam', sessions: 341 }] },
  ],
  stops: [
    { when: '19 Oct, 13:04 UTC (14:04 Europe/London)', places: 'Leeds / Bradford', differByKm: 14, network: 'Home broadband', device: 'D-B07', speed: null },
    { when: '19 Oct, 13:42 UTC (14:42 Europe/London)', places: 'Calgary / Airdrie', differByKm: 31, network: 'Home broadband', device: 'D-9E2', speed: '10,500 km/h' },
  ],
  describe: 'Map. Declared place Leeds: 212 sessions on home broadband until 10 September. Since then 341 sessions through a VPN exit in Rotterdam and 3 on home broadband near Calgary. On 19 October a session near Calgary followed one in Leeds by 38 minutes, 6,779 km away.',
  zone: 'Europe/London',
  hotkey: '3',
};

export const CLOCK: ClockProps = {
  inner: { hours: Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 18 ? 0.4 + random() * 0.6 : 0)), hand: 'verified', title: 'until 10 Sep', says: '09 to 18 (08 to 17 UTC). Fits UTC+1.' },
  outer: { hours: Array.from({ length: 24 }, (_, hour) => (hour >= 15 || hour < 4 ? 0.3 + random() * 0.7 : 0)), hand: 'other', title: 'since', says: '15 to 04 (14 to 03 UTC). Fits UTC−6, 90% between −7 and −5.' },
  devices: [
    { device: 'D-41C', hand: 'verified', sessions: 212, hours: Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 18 ? 0.8 : 0)), says: '09 to 18', utc: '08 to 17' },
    { device: 'D-9E2', hand: 'other', sessions: 341, hours: Array.from({ length: 24 }, (_, hour) => (hour >= 15 || hour < 4 ? 0.7 : 0)), says: '15 to 04', utc: '14 to 03' },
  ],
  place: 'Leeds time',
  innocent: 'A night shift, a carer’s day or a client’s hours look the same. Never enough alone.',
  describe: '24-hour clock in claimed local time. Inner ring, before 10 September: active 09 to 18. Outer ring, since: active 15 to 04.',
  hotkey: '4',
};

export const DEVICES: DeviceTableProps = {
  devices: [
    { id: 'D-41C', kind: 'Windows laptop', hand: 'verified', seen: '2 Mar to 8 Sep, 2 Nov', accounts: 1, remote: null },
    { id: 'D-9E2', kind: 'Linux desktop', hand: 'other', seen: '9 Sep to today', accounts: 4, remote: 'Virtual display, even key rhythm', side: 'since the handover only', sharers: [{ account: 'acc_9T', says: '2 Sep to 17 Nov, at one time' }, { account: 'acc_1C', says: '4 Oct to 12 Nov, at one time' }] },
    { id: 'D-B07', kind: 'Windows laptop', hand: 'unknown', seen: '6 Oct to 4 Nov', accounts: 1, remote: 'Port 3389 open' },
  ],
  build: { device: 'D-9E2', parts: [{ name: 'Graphics', share: 1 / 9400 }, { name: 'Fonts', share: 1 / 2100 }, { name: 'Screen', share: 1 / 14 }, { name: 'Cores and memory', share: 1 / 6 }, { name: 'Canvas', share: null }] },
  hotkey: '5',
};

export const LINKS: LinkGraphProps = {
  accounts: [{ id: 'm', label: 'Mallory', role: 'self' }, ...['acc_6K', 'acc_9T', 'acc_1C', 'acc_8W'].map((id) => ({ id, label: id, role: 'other' as const }))],
  identifiers: [
    { id: 'pay', label: '··0932', kind: 'payout instrument', accounts: 4, hub: false, rarity: '1 in 31,000' },
    { id: 'dev', label: 'D-9E2', kind: 'device', accounts: 4, hub: false, rarity: '1 in 9,400' },
    { id: 'exit', label: 'VPN exit', kind: 'exit address', accounts: 2140, hub: true, rarity: null },
  ],
  edges: [
    ...['m', 'acc_6K', 'acc_9T', 'acc_1C'].map((account) => ({ account, identifier: 'pay', weight: 3, solid: true })),
    ...['m', 'acc_9T', 'acc_1C', 'acc_8W'].map((account) => ({ account, identifier: 'dev', weight: 2, solid: true })),
    { account: 'm', identifier: 'exit', weight: 0, solid: false },
  ],
  why: [{ identifier: 'pay', words: 'Rare; no household or agency declared' }, { identifier: 'dev', words: 'Rare build, same token, 61 shared days' }],
  describe: 'Links: Mallory shares instrument 0932 with three accounts and device D-9E2 with three. The VPN exit is shared by 2,140 accounts and links nobody. A table follows.',
  hotkey: '6',
};

export const MONEY: MoneyStripProps = {
  weeks: Array.from({ length: 24 }, (_, week) => {
    const from = on(6, 1) + week * 7 * DAY;
    const after = from >= on(9, 14);
    const earned = Math.round(300 + random() * 900);
    return { from, earned, paid: Math.round(earned * (after ? 0.96 : 0.38)), hand: after ? 'other' as const : 'verified' as const };
  }),
  currency: 'USD',
  turn: { at: on(9, 14), words: 'Since 14 Sep: 96% in a day' },
  instruments: [{ id: '··4417', says: 'Bank, Mar 2024 to 13 Sep', match: 'match' }, { id: '··0932', says: 'E-wallet, since 14 Sep', match: 'none' }],
  through: [{ when: 'Until 14 Sep', says: '38% of what was earned was paid out; a payout followed half of the earnings within 6 days' }, { when: 'Since 14 Sep', says: '96% of what was earned was paid out; a payout followed half of the earnings within 5 hours' }],
  innocent: 'Somebody in need of cash, or with a new bank, looks the same; an instrument shared with strangers does not.',
  describe: 'Earned and paid out by week. Since 14 September nearly all is paid out within a day.',
  zone: 'Europe/London',
  hotkey: '7',
};

export const PICTURES: Required<Pick<ChecksListProps, 'pictures' | 'alike'>> = {
  pictures: [
    { id: '91AB', says: 'Profile photo since 11 Sep', twins: [{ account: 'acc_9T', says: '2 of 64 bits apart, as one saved twice; first seen there 16 Aug, 26 days before it came here' }, { account: 'acc_1C', says: '5 of 64 bits apart, as after a cut or a retouch; first seen there 2 Oct, 21 days after it came here' }] },
    { id: '0D4E', says: 'Profile photo from 4 Mar until 11 Sep, document check of 3 Sep', twins: [] },
  ],
  alike: 'Alike is what lies within 6 of 64 bits: one picture, saved again, cut or retouched. Only hashes are kept and compared, never an image. Stock pictures, logos, group pictures and documents of one type are alike as well.',
};

export const CLIENTS: ClientListProps = {
  account: 'acc_7Q4M2KD9',
  clients: [
    { client: 'cl_halden', contracts: [{ id: 'ct_2344', says: 'since 12 Sep, $2,400' }, { id: 'ct_2301', says: 'since 18 Jun, $1,500' }], more: 0, said: ['Reported: different person, 5 Nov', 'Rated 4.9, 3 times, 2 Jul to 1 Sep'], colleagues: [{ account: 'acc_9T', says: '1 contract, begun 16 Sep; shares payout instrument, device; no referral was disclosed' }] },
    { client: 'cl_oriel', contracts: [{ id: 'ct_2290', says: '1 Jun to 20 Oct, $1,640' }], more: 3, said: ['Message marked: off platform, 2 times, 22 Sep to 9 Oct'], colleagues: [{ account: 'acc_1C', says: 'latest contract begun 3 Aug; shares device; referred openly, 1 Aug' }] },
    { client: null, contracts: [{ id: 'ct_1980', says: 'since 3 Jul, paid by the hour' }], more: 0, said: [], colleagues: [] },
    { client: 'cl_north', contracts: [{ id: 'ct_0912', says: '4 Apr to 9 May, $380', outside: true }], more: 0, said: [], colleagues: [], outside: true },
  ],
  more: 0,
  hotkey: '0',
};

export const PAIRS: TextPair[] = [{
  id: 'p1',
  left: { title: 'Mallory, proposal of 21 Sep', text: 'I have carefully read your requirement and I am confident to deliver a clean React front end. I can start right away and work in your time zone with daily report. My last project was a booking system for clinics.' },
  right: { title: 'acc_9T, proposal of 26 Sep', text: 'I have carefully read your requirement and I am confident to deliver a robust Python service. I can start right away and work in your time zone with daily report. I built the payments part of a shop.' },
  shared: ['I have carefully read your requirement and I am confident to deliver', 'I can start right away and work in your time zone with daily report'],
  alike: 0.41,
  chance: 0.07,
}];

export const LINES: EvidenceLineProps[] = [
  { family: 'device', words: 'New device, none of the old ones', llr: Math.log(20), href: '#devices' },
  { family: 'payout', words: 'Payout also on 3 accounts', llr: Math.log(12), href: '#links' },
  { family: 'network', words: 'VPN begins 8 days after check', llr: Math.log(5), href: '#geography' },
  { family: 'geography', words: '6,779 km in 38 minutes, home to home', llr: Math.log(3), href: '#geography' },
  { family: 'time', words: 'Quiet hours moved by 6½ hours', llr: Math.log(2.5), href: '#clock' },
  { family: 'links', words: 'Device and payout changed together', llr: Math.log(1.6), href: '#links' },
  { family: 'device', words: 'Own laptop D-41C came back, 2 Nov', llr: -Math.log(2.5), href: '#devices' },
  { family: 'payout', words: 'Earlier bank name matched', llr: -Math.log(1.5), href: '#money' },
];

export const PRIOR = Math.log(1 / 199);
export const STEPS: SumStep[] = LINES.map(({ family, words, llr }, index) => ({ id: String(index), family, words, llr, note: index === 1 ? 'two families' : undefined }));
