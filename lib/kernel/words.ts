/** Numbers and moments in the sentences of the ledger and of the evidence, which are kept as they are written: in English and by UTC. */

const GROUPED = new Intl.NumberFormat('en-GB');

/** "2,140" */
export const grouped = (value: number): string => GROUPED.format(Math.round(value));

/** "1 session", "7 sessions" */
export const plural = (value: number, one: string, many = `${one}s`): string => `${grouped(value)} ${value === 1 ? one : many}`;

/** "30 Nov 2026, 02:41:18 UTC" */
export function toTheSecond(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(' ');
  return `${Number(day)} ${month} ${year}, ${time} UTC`;
}
