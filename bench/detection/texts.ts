import { BOILERPLATE, CLOSINGS, EMPLOYERS, GREETINGS, SCHOOLS, SLOTS, TOOL_PACKS, type Trade } from './lexicon';
import type { Random } from './random';

/**
 * How one person writes: own habits, own favourite sentences, perhaps a bidding tool, perhaps a pool shared with others.
 * Unrelated voices share boilerplate and little else.
 */
export type Voice = {
  trade: Trade;
  /** Sentences the person uses again and again. */
  favourites: readonly string[];
  /** Sentences written once for a class, an agency or a ring, and how likely each proposal takes from them. */
  pool: { sentences: readonly string[]; chance: number } | null;
  tool: number | null;
  greeting: string;
  closing: string;
  /** Share of proposals with boilerplate in them. */
  worn: number;
  contracts: boolean;
  loud: boolean;
};

type Frame = (say: (slot: keyof typeof SLOTS) => string, trade: Trade, random: Random) => string;

const FRAMES: readonly Frame[] = [
  (say, trade, random) => `${cap(say('time'))} I made a ${say('quality')} ${random.pick(trade.things)} for ${say('client')}, and ${say('result')}.`,
  (say, trade, random) => `For ${say('client')} my ${random.pick(trade.things)} had to be ${say('quality')} and ${say('quality')}; ${say('result')}.`,
  (say, trade, random) => `${random.pick(trade.tools)} and ${random.pick(trade.tools)} are where I feel at home, mostly ${say('manner')}.`,
  (say) => `I came to this work from ${say('past')}, which is why I ${say('habit')}.`,
  (say) => `When a project brings ${say('concern')}, I ${say('habit')} and ${say('habit')}.`,
  (say) => `Away from the desk I ${say('hobby')}, and ${say('time')} also learned to ${say('hobby')}.`,
  (say, trade, random) => `What you describe reminds me of a ${random.pick(trade.things)} with ${say('concern')} that I finished ${say('manner')}.`,
  (say) => `You would get ${say('offer')} and, if useful, ${say('offer')}.`,
  (say) => `My only worry would be ${say('concern')}; otherwise expect ${say('quality')} work and ${say('offer')}.`,
  (say, trade, random) => `A ${random.pick(trade.things)} should be ${say('quality')} before it is ${say('quality')}, as ${say('client')} taught me.`,
  (say, trade, random) => `${cap(say('client'))} still runs the ${random.pick(trade.things)} I built ${say('manner')}.`,
  (say, trade, random) => `Before that came ${say('past')}, then ${random.pick(trade.tools)} ${say('manner')}, then ${say('client')}.`,
  (say) => `People say I am ${say('quality')}: I ${say('habit')}, I ${say('habit')}, and ${say('result')}.`,
  (say, trade, random) => `Give me ${say('concern')} and ${random.pick(trade.tools)}, and ${say('time')} proves what follows: ${say('result')}.`,
  (say, trade, random) => `Could we split the ${random.pick(trade.things)} so that ${say('client').replace(/^an? /, 'your ')} sees ${say('offer')}?`,
  (say, trade, random) => `Half of a good ${random.pick(trade.things)} is ${say('concern')} nobody mentions, so I ${say('habit')}.`,
  (say) => `Since ${say('past')} I know that ${say('concern')} cost more than ${say('offer')}.`,
  (say, trade, random) => `With ${random.pick(trade.tools)} I keep each ${random.pick(trade.things)} ${say('quality')}, even ${say('manner')}.`,
];

function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function sentence(trade: Trade, random: Random): string {
  return random.pick(FRAMES)((slot) => random.pick(SLOTS[slot]), trade, random);
}

export function sentences(trade: Trade, count: number, random: Random): string[] {
  return Array.from({ length: count }, () => sentence(trade, random));
}

/** `toolShare`: how many people bid with a bought tool. */
export function voice(trade: Trade, random: Random, toolShare = 0.13): Voice {
  return {
    trade,
    favourites: sentences(trade, random.int(2, 5), random),
    pool: null,
    tool: random.chance(toolShare) ? random.int(0, TOOL_PACKS.length - 1) : null,
    greeting: random.pick(GREETINGS),
    closing: random.pick(CLOSINGS),
    worn: random.between([0.1, 0.9]),
    contracts: random.chance(0.4),
    loud: random.chance(0.12),
  };
}

function spoken(lines: readonly string[], own: Voice): string {
  let text = lines.join(' ');
  if (own.contracts) text = text.replaceAll('I am ', "I'm ").replaceAll('I have ', "I've ").replaceAll('I would ', "I'd ");
  text = text.replace(/\b([Aa]) (?=[aeio])/g, '$1n ');
  return own.loud ? text.replace(/\.(?= |$)/, '!') : text;
}

function own(from: Voice, random: Random, favourites: number, fresh: number): string[] {
  const kept = random.shuffled(from.favourites).slice(0, favourites);
  return [...kept, ...sentences(from.trade, fresh, random)];
}

function pooled(from: Voice, random: Random, count: number): string[] {
  if (!from.pool || !random.chance(from.pool.chance)) return [];
  return random.shuffled(from.pool.sentences).slice(0, count);
}

export function proposal(from: Voice, random: Random): string {
  const borrowed = pooled(from, random, 3);
  const tool = from.tool === null ? [] : random.shuffled(TOOL_PACKS[from.tool] ?? []).slice(0, 2);
  const worn = random.chance(from.worn) ? random.shuffled(BOILERPLATE).slice(0, random.int(1, 2)) : [];
  const lines = [from.greeting, ...worn.slice(0, 1), ...borrowed, ...tool, ...own(from, random, borrowed.length ? 0 : random.int(0, 1), borrowed.length ? 1 : random.int(2, 3)), ...worn.slice(1)];
  return `${spoken(lines, from)}\n\n${from.closing}`;
}

export function summary(from: Voice, random: Random): string {
  const borrowed = pooled(from, random, 4);
  return spoken([...borrowed, ...(borrowed.length ? own(from, random, random.int(0, 1), 1) : own(from, random, random.int(1, 2), random.int(2, 4))), ...(random.chance(from.worn) ? [random.pick(BOILERPLATE)] : [])], from);
}

export function headline(trade: Trade, random: Random): string {
  const role = trade.category.replaceAll('-', ' ');
  return random.pick([`${cap(random.pick(SLOTS.quality))} ${role} with ${random.pick(trade.tools)}`, `${cap(role)} | ${random.pick(trade.skills)} | ${random.pick(trade.skills)}`, `${random.pick(trade.skills)} and ${random.pick(trade.skills)}, ${random.pick(SLOTS.quality)} and ${random.pick(SLOTS.quality)}`]);
}

export type Education = { school: string; country: string; from: number; to: number };
export type Employment = { employer: string; title: string; from: number; to: number };

export function educationOf(country: string, born: number, random: Random): Education[] {
  const from = born + random.int(18, 20);
  return [{ school: random.pick(SCHOOLS), country, from, to: from + random.int(2, 5) }];
}

export function employmentOf(trade: Trade, born: number, until: number, random: Random): Employment[] {
  let year = born + random.int(22, 25);
  return Array.from({ length: random.int(1, 3) }, () => {
    const from = year;
    year = Math.min(until, year + random.int(1, 4));
    return { employer: random.pick(EMPLOYERS), title: `${random.pick(trade.skills)} ${random.pick(['specialist', 'assistant', 'lead', 'freelancer', 'consultant'])}`, from, to: year };
  }).filter((job) => job.from < job.to);
}
