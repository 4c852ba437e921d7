import { expect, test, vi } from 'vitest';
import { arrange } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { announce } from '../work';
import { hub } from './live';

sandbox();

test('a listener that fails is let go, and the others hear all the same', async () => {
  const heard: string[] = [];
  let calls = 0;
  const leaveBroken = await hub().add(() => { calls += 1; throw new Error('The stream is closed'); });
  const leave = await hub().add(({ id }) => { heard.push(id); });
  for (const id of ['one', 'two']) await arrange((tx) => announce(tx, 'case', id));
  await vi.waitFor(() => { expect(heard).toEqual(['one', 'two']); }, 10_000);
  expect(calls).toBe(1);
  leaveBroken();
  leave();
});
