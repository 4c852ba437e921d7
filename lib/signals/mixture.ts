/**
 * Activity by device (rows) and hour of the day (24 columns), as weights. Fitted with one habit or with two: a habit is a von Mises
 * distribution over the hours and a share for each device, the two independent of each other within it.
 */
export type HourTable = readonly Float64Array[];

export type Habit = {
  /** Middle of its hours, 0 to 24. */
  centre: number;
  /** Concentration of the von Mises distribution; 0 is spread evenly. */
  kappa: number;
  /** Part of all activity, 0 to 1. */
  share: number;
  /** Share of each device, in the order of the rows. */
  devices: readonly number[];
};

export type TwoHabits = {
  habits: readonly [Habit, Habit];
  /** BIC of one habit less that of two: above 10 the second is very strongly supported (Kass and Raftery). */
  gain: number;
};

const HOURS = 24;
/** Rounds from each beginning, and those that the best of them gets on top. */
const TRIED = 10;
const REFINED = 25;
const KAPPA_AT_MOST = 30;
/** Keeps a device that a habit never shows from being impossible in it. */
const RARE = 0.005;

const ANGLES = Float64Array.from({ length: HOURS }, (_, hour) => ((hour + 0.5) / HOURS) * 2 * Math.PI);
const COS = ANGLES.map(Math.cos);
const SIN = ANGLES.map(Math.sin);

/** The middle of all activity, hours of the day, and how far it gathers there, 0 (evenly spread) to 1: mean direction and resultant length. */
export function gatheringOf(table: HourTable): { centre: number; length: number } {
  let [x, y, total] = [0, 0, 0];
  for (const row of table) for (let hour = 0; hour < HOURS; hour += 1) {
    x += row[hour]! * COS[hour]!;
    y += row[hour]! * SIN[hour]!;
    total += row[hour]!;
  }
  return { centre: hourOf(x, y), length: total === 0 ? 0 : Math.min(1, Math.hypot(x, y) / total) };
}

function hourOf(x: number, y: number): number {
  return ((Math.atan2(y, x) / (2 * Math.PI)) * HOURS + HOURS) % HOURS;
}

/** The two habits that fit best, from several beginnings: by device, and by opposite halves of the day. `observations` is what the weights add up to. */
export function twoHabits(table: HourTable, observations: number): TwoHabits {
  const whole = habitOf(table, observations);
  const beginnings = [
    ...(table.length > 1 ? [[habitOf(table.slice(0, 1), observations, 0, table.length), habitOf(table.slice(1), observations, 1, table.length)] as const] : []),
    ...[0, 6].map((turn) => [0, 12].map((half): Habit => ({ ...whole, centre: (whole.centre + turn + half) % HOURS, kappa: 1.5, share: 0.5 })) as [Habit, Habit]),
  ];
  let best: { habits: readonly [Habit, Habit]; likelihood: number } | null = null;
  for (const beginning of beginnings) {
    const habits = settled(table, observations, beginning, TRIED);
    const likelihood = likelihoodOf(table, habits);
    if (best === null || likelihood > best.likelihood + 1e-9) best = { habits, likelihood };
  }
  const habits = settled(table, observations, best!.habits, REFINED);
  const devices = table.length - 1;
  const gain = 2 * (likelihoodOf(table, habits) - likelihoodOf(table, [whole])) - (3 + devices) * Math.log(observations);
  return { habits, gain };
}

/** Expectation and maximisation by turns, from a beginning. */
export function settled(table: HourTable, observations: number, beginning: readonly [Habit, Habit], rounds: number): readonly [Habit, Habit] {
  let habits = beginning;
  const parts = [0, 1].map(() => table.map(() => new Float64Array(HOURS)));
  for (let round = 0; round < rounds; round += 1) {
    const first = densities(habits[0]);
    const second = densities(habits[1]);
    for (let device = 0; device < table.length; device += 1) {
      const row = table[device]!;
      const a = habits[0].share * habits[0].devices[device]!;
      const b = habits[1].share * habits[1].devices[device]!;
      for (let hour = 0; hour < HOURS; hour += 1) {
        const one = a * first[hour]!;
        const part = row[hour]! * (one / (one + b * second[hour]!));
        parts[0]![device]![hour] = part;
        parts[1]![device]![hour] = row[hour]! - part;
      }
    }
    const next = [habitOf(parts[0]!, observations), habitOf(parts[1]!, observations)] as const;
    const moved = Math.abs(next[0].share - habits[0].share) + Math.abs(next[0].centre - habits[0].centre) + Math.abs(next[1].centre - habits[1].centre);
    habits = next;
    if (moved < 1e-6) break;
  }
  return habits;
}

/** The habit that fits weights best; `first` and `devices` place rows that are part of a larger table. */
function habitOf(rows: HourTable, observations: number, first = 0, devices = rows.length): Habit {
  let x = 0;
  let y = 0;
  let total = 0;
  const shares = Array.from({ length: devices }, () => 0);
  for (let device = 0; device < rows.length; device += 1) {
    const row = rows[device]!;
    let sum = 0;
    for (let hour = 0; hour < HOURS; hour += 1) {
      x += row[hour]! * COS[hour]!;
      y += row[hour]! * SIN[hour]!;
      sum += row[hour]!;
    }
    shares[first + device] = sum;
    total += sum;
  }
  const length = total <= 0 ? 0 : Math.min(1, Math.hypot(x, y) / total);
  // Fisher's approximation of the maximum likelihood estimate.
  const kappa = length > 0.97 ? KAPPA_AT_MOST : Math.min(KAPPA_AT_MOST, (length * (2 - length ** 2)) / (1 - length ** 2));
  return {
    centre: hourOf(x, y),
    kappa,
    share: Math.min(0.999, Math.max(0.001, total / observations)),
    devices: shares.map((share) => (total <= 0 ? 1 / devices : (1 - RARE * devices) * (share / total) + RARE)),
  };
}

function densities({ centre, kappa }: Habit): Float64Array {
  const middle = (centre / HOURS) * 2 * Math.PI;
  const x = Math.cos(middle);
  const y = Math.sin(middle);
  const row = new Float64Array(HOURS);
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour += 1) sum += row[hour] = Math.exp(kappa * (COS[hour]! * x + SIN[hour]! * y - 1));
  for (let hour = 0; hour < HOURS; hour += 1) row[hour] = Math.max(row[hour]! / sum, 1e-12);
  return row;
}

function likelihoodOf(table: HourTable, habits: readonly Habit[]): number {
  const shapes = habits.map(densities);
  const alone = habits.length === 1;
  let sum = 0;
  table.forEach((row, device) => {
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (row[hour] === 0) continue;
      let density = 0;
      habits.forEach((habit, index) => { density += (alone ? 1 : habit.share) * habit.devices[device]! * shapes[index]![hour]!; });
      sum += row[hour]! * Math.log(density);
    }
  });
  return sum;
}

/** How well each habit fits a row of hours of one device, natural logarithm per unit of weight, its share counted. */
export function fits(habits: readonly [Habit, Habit], device: number, row: Float64Array): readonly [number, number] {
  const of = (habit: Habit) => {
    const shape = densities(habit);
    return row.reduce((sum, weight, hour) => (weight === 0 ? sum : sum + weight * Math.log(habit.share * habit.devices[device]! * shape[hour]!)), 0);
  };
  return [of(habits[0]), of(habits[1])];
}
