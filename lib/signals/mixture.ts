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
const ROUNDS = 30;
const KAPPA_AT_MOST = 30;
/** Keeps a device that a habit never shows from being impossible in it. */
const RARE = 0.005;

const ANGLES = Float64Array.from({ length: HOURS }, (_, hour) => ((hour + 0.5) / HOURS) * 2 * Math.PI);
const COS = ANGLES.map(Math.cos);
const SIN = ANGLES.map(Math.sin);

/** How far the activity of all devices gathers at one time of the day, 0 (evenly) to 1: the mean resultant length. */
export function gathering(table: HourTable): number {
  let [x, y, total] = [0, 0, 0];
  for (const row of table) for (let hour = 0; hour < HOURS; hour += 1) {
    x += row[hour]! * COS[hour]!;
    y += row[hour]! * SIN[hour]!;
    total += row[hour]!;
  }
  return total === 0 ? 0 : Math.hypot(x, y) / total;
}

/** The two habits that fit best, from several beginnings: by device, and by opposite halves of the day. `observations` is what the weights add up to. */
export function twoHabits(table: HourTable, observations: number): TwoHabits {
  const whole = habitOf(table, observations);
  const beginnings = [
    ...(table.length > 1 ? [[habitOf(table.slice(0, 1), observations, 0, table.length), habitOf(table.slice(1), observations, 1, table.length)] as const] : []),
    ...[0, 3, 6, 9].map((turn) => [0, 12].map((half): Habit => ({ ...whole, centre: (whole.centre + turn + half) % HOURS, kappa: 1.5, share: 0.5 })) as [Habit, Habit]),
  ];
  let best: { habits: readonly [Habit, Habit]; likelihood: number } | null = null;
  for (const beginning of beginnings) {
    const habits = settled(table, observations, beginning, ROUNDS);
    const likelihood = likelihoodOf(table, habits);
    if (best === null || likelihood > best.likelihood + 1e-9) best = { habits, likelihood };
  }
  const devices = table.length - 1;
  const gain = 2 * (best!.likelihood - likelihoodOf(table, [whole])) - (3 + devices) * Math.log(observations);
  return { habits: best!.habits, gain };
}

/** Expectation and maximisation by turns, from a beginning. */
export function settled(table: HourTable, observations: number, beginning: readonly [Habit, Habit], rounds: number): readonly [Habit, Habit] {
  let habits = beginning;
  const parts = [0, 1].map(() => table.map(() => new Float64Array(HOURS)));
  for (let round = 0; round < rounds; round += 1) {
    const [first, second] = [densities(habits[0]), densities(habits[1])];
    table.forEach((row, device) => {
      const [a, b] = [habits[0].share * habits[0].devices[device]!, habits[1].share * habits[1].devices[device]!];
      for (let hour = 0; hour < HOURS; hour += 1) {
        const [one, two] = [a * first[hour]!, b * second[hour]!];
        const part = row[hour]! * (one / (one + two));
        parts[0]![device]![hour] = part;
        parts[1]![device]![hour] = row[hour]! - part;
      }
    });
    const next = [habitOf(parts[0]!, observations), habitOf(parts[1]!, observations)] as const;
    const moved = Math.abs(next[0].share - habits[0].share) + Math.abs(next[0].centre - habits[0].centre) + Math.abs(next[1].centre - habits[1].centre);
    habits = next;
    if (moved < 1e-6) break;
  }
  return habits;
}

/** The habit that fits weights best; `first` and `devices` place rows that are part of a larger table. */
function habitOf(rows: HourTable, observations: number, first = 0, devices = rows.length): Habit {
  let [x, y, total] = [0, 0, 0];
  const shares = Array.from({ length: devices }, () => 0);
  rows.forEach((row, device) => {
    for (let hour = 0; hour < HOURS; hour += 1) {
      x += row[hour]! * COS[hour]!;
      y += row[hour]! * SIN[hour]!;
      shares[first + device]! += row[hour]!;
    }
    total += shares[first + device]!;
  });
  const length = total <= 0 ? 0 : Math.min(1, Math.hypot(x, y) / total);
  // Fisher's approximation of the maximum likelihood estimate.
  const kappa = length > 0.97 ? KAPPA_AT_MOST : Math.min(KAPPA_AT_MOST, (length * (2 - length ** 2)) / (1 - length ** 2));
  return {
    centre: ((Math.atan2(y, x) / (2 * Math.PI)) * HOURS + HOURS) % HOURS,
    kappa,
    share: Math.min(0.999, Math.max(0.001, total / observations)),
    devices: shares.map((share) => (total <= 0 ? 1 / devices : (1 - RARE * devices) * (share / total) + RARE)),
  };
}

function densities({ centre, kappa }: Habit): Float64Array {
  const middle = (centre / HOURS) * 2 * Math.PI;
  const row = ANGLES.map((angle) => Math.exp(kappa * (Math.cos(angle - middle) - 1)));
  const sum = row.reduce((total, each) => total + each, 0);
  return row.map((each) => Math.max(each / sum, 1e-12));
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
