import { expect, test } from 'vitest';
import { saidIn } from './said';

const line = { at: 0, actorKind: 'staff', actorName: 'Ada', command: 'case.claim', says: 'claimed the case', refusal: null } as const;

test('what a case tells of itself leaves out what was refused, also where it is covered whether it was', () => {
  const lines = [
    { ...line, seq: 1 },
    { ...line, seq: 2, command: 'decision.propose', says: 'tried', refusal: 'stale' as const },
    { ...line, seq: 3, actorKind: 'covered' as const, actorName: 'Somebody', command: '', says: 'did something that is covered', covered: { holds: true } },
    { ...line, seq: 4, command: 'case.renewLease', says: 'renewed the hold' },
  ];
  expect(saidIn({ account: { zone: null }, notes: [] }, lines)).toMatchObject([{ kind: 'history', id: 'line 1', sentence: 'Ada claimed the case.' }]);
});
