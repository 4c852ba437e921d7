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
