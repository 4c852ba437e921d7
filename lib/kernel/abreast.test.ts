import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { abreast } from './abreast';

test('each is begun once what the one before asks is on its way, and the answers come in order', async () => {
  const seen: string[] = [];
  const asking = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} asks`);
    await setTimeout(ms);
    seen.push(`${name} is answered`);
    return name;
  };
  expect(await abreast([asking('first', 30), asking('second', 1)])).toEqual(['first', 'second']);
  expect(seen).toEqual(['first begins', 'first asks', 'second begins', 'second asks', 'second is answered', 'first is answered']);
});

test('what failed first is told, once nothing is under way any more', async () => {
  const ended: string[] = [];
  const failing = (name: string, ms: number) => async () => {
    await setTimeout(ms);
    ended.push(name);
    throw new Error(name);
  };
  const slow = async () => { await setTimeout(40); ended.push('slow'); };
  await expect(abreast([failing('consequence', 20), failing('cause', 1), slow])).rejects.toThrow('cause');
  expect(ended).toEqual(['cause', 'consequence', 'slow']);
});

test('of failures heard at once it is the cause that is told, also where it is heard last and from further within', async () => {
  const consequence = Object.assign(new Error('aborted'), { cause: Object.assign(new Error('current transaction is aborted'), { code: '25P02' }) });
  const deadlock = Object.assign(new Error('ended'), { cause: Object.assign(new Error('deadlock detected'), { code: '40P01' }) });
  const failing = (error: Error, turns: number) => async () => {
    await setTimeout(5);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    throw error;
  };
  await expect(abreast([failing(deadlock, 4), failing(consequence, 0)])).rejects.toBe(deadlock);
  await expect(abreast([() => abreast([failing(deadlock, 4), failing(consequence, 0)]), failing(consequence, 0)])).rejects.toBe(deadlock);
  await expect(abreast([failing(consequence, 0), failing(consequence, 1)])).rejects.toBe(consequence);
});
