import type { QueueRow } from '@/components/queue/row';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import type { Band } from '@/lib/risk/assessment';
import { oddsWords } from '@/lib/risk/odds';
import type { Family } from '@/lib/signals/signal';

/** The one moment at which the whole gallery stands. */
export const NOW = Date.UTC(2026, 10, 17, 14, 6);

type Short = [name: string, id: string, band: Band, odds: number, reasons: [Family, string][], ring: [string | null, number] | null, stake: number, openDays: number, dueHours: number];

const SHORT: Short[] = [
  ['Mallory Hale', 'acc_7Q4M2KD9', 'act', 20, [['device', 'New device days after the check'], ['payout', 'Payout shared by 4'], ['network', 'VPN since check']], ['Kestrel', 7], 7410, 7, 4],
  ['Kestrel ring', 'ring_K31', 'act', 34, [['links', '6 more accounts, one instrument, one device'], ['content', 'Near-copied proposals'], ['time', 'In step']], [null, 7], 56420, 3, 9],
  ['Carol Finch', 'acc_2GX5C8VA', 'act', 14, [['identity', 'Face check failed twice, on two days'], ['device', 'Remote control'], ['payout', 'New payee']], null, 9880, 2, 9],
  ['Jonah Pell', 'acc_2HW5RR1E', 'act', 12, [['identity', 'Document number on 2 accounts'], ['device', 'No old devices'], ['payout', 'New instrument']], [null, 2], 3150, 1, 14],
  ['Peggy Lindqvist', 'acc_5VN8QY3T', 'review', 5, [['device', 'Two devices at once, 300 km apart'], ['time', 'Two daily rhythms'], ['content', 'Style changes']], ['Kestrel', 7], 22600, 2, 27],
  ['Alex Moreau', 'acc_7NA46P0F', 'review', 4, [['content', 'Portfolio of an unlinked account'], ['network', 'Rare shared exit']], [null, 3], 1040, 3, 27],
  ['Samir Odell', 'acc_0KD7TB2X', 'review', 4, [['payout', 'Payee is not the verified person'], ['payout', 'Nearly all paid out within a day']], null, 5500, 5, 31],
  ['Lena Vasko', 'acc_6JQ1M9HC', 'review', 3, [['geography', '5,410 km in 50 min, home to home'], ['time', 'Quiet hours moved by 5 h']], null, 2300, 1, 48],
  ['Studio Marl', 'acc_0LB4X7NE', 'review', 3, [['links', 'One home, 6 accounts, 3 weeks'], ['payout', 'Shared beneficiary, 6 accounts']], [null, 6], 18900, 2, 48],
  ['Theo Grange', 'acc_1CS9KU5L', 'review', 2, [['time', 'Billed 19 h on 4 days'], ['device', 'Session alive 26 h']], null, 960, 0.25, 54],
  ['Ines Aldana', 'acc_4ZP2WG8R', 'review', 2, [['content', 'Profile nearly a copy of another'], ['identity', 'Check started 4 times']], [null, 2], 0, 0.4, 72],
  ['Trent Okafor', 'acc_8RM3YD6J', 'watch', 0.5, [['geography', 'Third city in 7 days'], ['network', 'VPN on 84%'], ['time', 'Quiet hours moved']], null, 6750, 4, 118],
  ['Nadia Perrin', 'acc_7XC0LQ4B', 'watch', 0.33, [['identity', 'Name changed since the check'], ['device', 'New laptop']], null, 3320, 2, 118],
  ['D. Whitlock', 'acc_2YE6VN9S', 'watch', 0.25, [['network', 'Slow line for its place: 140 ms over'], ['time', 'Active 18 h a day']], null, 1200, 6, 140],
  ['Oona Reyes', 'acc_5GU8ZK1D', 'watch', 0.2, [['communication', 'Off-platform payment asked twice'], ['payout', 'New instrument after first $500']], null, 540, 1, 144],
  ['Paul Amsel', 'acc_9BT5HJ7Q', 'watch', 0.14, [['geography', 'Declared place seen on 2 of 30 days']], null, 2010, 3, 146],
];

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

export const QUEUE: QueueRow[] = SHORT.map(([name, id, band, odds, reasons, ring, stake, openDays, dueHours], index) => ({
  id: `case-${2318 - index}`,
  name: `C-${2318 - index}`,
  href: '/gallery/case',
  version: 3,
  account: { name, id },
  assessed: { band, logOdds: Math.log(odds) },
  reasons: reasons.map(([family, words]) => ({ family, words })),
  ring: ring === null ? null : { name: ring[0], size: ring[1] },
  atStake: money.format(stake),
  openedAt: NOW - openDays * DAY,
  dueAt: NOW + dueHours * HOUR,
  holder: index === 1 || index === 10 ? { name: 'Ada', you: true, here: true, until: NOW + 41 * MINUTE } : index === 4 ? { name: 'Ben', you: false, here: true, until: NOW + 9 * MINUTE } : null,
  tag: index === 11 ? { tone: 'teal', words: 'Travel declared' } : null,
  next: index === 0 ? { href: '/gallery/case', held: false, other: null } : null,
  locked: index === 4 ? 'Ben holds this case.' : null,
  why: {
    because: `${odds >= 4 ? 'strong' : odds >= 1 ? 'moderate' : 'weak'} evidence, ${stake > 0 ? `${money.format(stake)} at stake, ` : ''}waiting ${openDays < 1 ? `${Math.round(openDays * 24)} h` : `${Math.round(openDays)} d`}`,
    evidence: { share: Math.min(1, Math.log(odds + 1) / 3.6), value: `${oddsWords(Math.log(odds))}, ${band}`, words: 'Device and payout strong; network moderate' },
    harm: { share: Math.min(1, Math.log10(stake + 1) / 6), value: `${money.format(stake)} at stake`, words: 'A payout of $1,870 leaves on Thursday' },
    waiting: { share: Math.min(1, openDays / 12), value: openDays < 1 ? 'hours' : `${Math.round(openDays)} days`, words: dueHours < 24 ? 'A reply is due today' : 'Nothing is due before tomorrow' },
    breath: index === 0 ? 'A different person may be working here since about 10 September. Best innocent story: a new laptop and a stay with family.' : 'The findings beside it, and nothing stronger. Best innocent story: an ordinary change of habit.',
    missing: index === 0 ? 'The live check asked on 10 November.' : null, group: null,
  },
}));
const sixth = QUEUE[5];
if (sixth !== undefined) QUEUE.splice(5, 0, { ...sixth, id: 'case-late', name: 'C-2190', account: { name: 'Wolfgang Alexander Featherstonehaugh-Lindqvist', id: 'acc_3LONGNAME' }, dueAt: NOW - 2 * HOUR, reasons: [] });

/** A repeatable stream of numbers from 0 to 1, so that every picture is the same. */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
