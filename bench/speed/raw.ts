import type pg from 'pg';

const ROUNDS = 40;

/** Calibration: rows per second of 500-row inserts into a table with a key and one more index, over one connection; the median. */
export async function rawRate(client: pg.Client): Promise<number> {
  await client.query('drop table if exists bench_raw; create table bench_raw (account text, id text, at timestamptz, data jsonb, primary key (account, id)); create index on bench_raw (account, at)');
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids = Array.from({ length: 500 }, (_, index) => `e${round}-${index}`);
    const began = performance.now();
    await client.query(`insert into bench_raw select 'acc_' || (n % 300), id, now(), '{"ip":"x","device":{"token":"y"}}'::jsonb from unnest($1::text[]) with ordinality as r(id, n)`, [ids]);
    rates.push(500 / ((performance.now() - began) / 1_000));
  }
  await client.query('drop table bench_raw');
  return rates.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
}
