import { expect, test, vi } from 'vitest';
import { sha256Hex } from './canonical';

/** The topics of an installation with this key. */
async function topicsOf(letter: string) {
  vi.resetModules();
  vi.stubEnv('COUNTERSIGN_KEY', Buffer.alloc(32, letter).toString('base64'));
  const { accountTopic, aboutOf } = await import('./about');
  const topics = { of: accountTopic('ada@mail.example'), about: aboutOf({ account: 'ada@mail.example', ring: 'ada@mail.example' }) };
  vi.unstubAllEnvs();
  return topics;
}

test('whoever guesses an id cannot tell its topic without the key of the installation', async () => {
  const [one, again, other] = [await topicsOf('a'), await topicsOf('a'), await topicsOf('b')];
  expect(one.of).toMatch(/^account:[\w-]{12}$/);
  expect(again).toEqual(one);
  expect(other.of).not.toBe(one.of);
  expect(one.of).not.toContain(sha256Hex('ada@mail.example').slice(0, 12));
  // Neither do the topics of two kinds say that their ids are equal.
  const [account, ring] = one.about.map((topic) => topic.split(':'));
  expect([account![0], ring![0]]).toEqual(['account', 'ring']);
  expect(account![1]).not.toBe(ring![1]);
});
