import { expect, test } from 'vitest';
import type { Actor } from '../staff/actor';
import { DRAFT_MOVE_NAMES, DRAFT_MOVES, DRAFT_STATUSES, draftGate, type Draft, type DraftStands } from './draft';

const admin = (id: string): Actor => ({ kind: 'staff', id, name: id, role: 'admin' });
const draft = (over: Partial<Draft> = {}): Draft => ({ status: 'draft', basedOn: 3, writers: ['cleo'], proposedBy: null, ...over });
const proposed = draft({ status: 'proposed', proposedBy: 'cleo' });
const READY: DraftStands = { inForce: 3, changes: 2, tried: true };
const codeOf = (...asked: Parameters<typeof draftGate>) => { const gate = draftGate(...asked); return gate.state === 'locked' ? gate.code : 'open'; };

test('every move in every status: open where its table says so, closed with the way out everywhere else', () => {
  for (const name of DRAFT_MOVE_NAMES) for (const status of DRAFT_STATUSES) {
    const isOpen = (DRAFT_MOVES[name].from as readonly string[]).includes(status);
    const gate = draftGate(draft({ status, proposedBy: 'cleo', basedOn: name === 'update' ? 2 : 3 }), name, admin('iris'), READY);
    expect(gate.state, `${name} in ${status}`).toBe(isOpen ? 'open' : 'locked');
    if (gate.state === 'locked') expect(gate.reason).toMatch(/first|take it back|begin a new draft/);
  }
});

test('only admins change the policy; the operator may try a draft on history', () => {
  for (const name of DRAFT_MOVE_NAMES) {
    for (const role of ['moderator', 'auditor'] as const) expect(codeOf(draft(), name, { kind: 'staff', id: 'x', name: 'x', role }, READY)).toBe('not-allowed');
    expect(codeOf(draft(), name, { kind: 'operator', id: 'terminal' }, READY)).toBe(name === 'try' ? 'open' : 'not-allowed');
  }
});

test('two people sign: neither who proposed it nor whoever wrote in it is the second', () => {
  expect(codeOf(proposed, 'countersign', admin('cleo'), READY)).toBe('conflict');
  expect(codeOf({ ...proposed, writers: ['cleo', 'iris'] }, 'countersign', admin('iris'), READY)).toBe('conflict');
  expect(codeOf({ ...proposed, writers: ['iris'] }, 'countersign', admin('cleo'), READY)).toBe('conflict');
  expect(codeOf(proposed, 'countersign', admin('iris'), READY)).toBe('open');
});

test('what is proposed and countersigned was tried as it stands, changes something, and knows the policy in force', () => {
  for (const [name, one, who] of [['propose', draft(), 'cleo'], ['countersign', proposed, 'iris']] as const) {
    expect(codeOf(one, name, admin(who), { ...READY, tried: false })).toBe('locked');
    expect(codeOf(one, name, admin(who), { ...READY, changes: 0 })).toBe('locked');
    expect(codeOf(one, name, admin(who), { ...READY, inForce: 4 })).toBe('move-closed');
  }
  expect(codeOf(draft(), 'update', admin('cleo'), READY)).toBe('move-closed');
  expect(codeOf(draft(), 'update', admin('cleo'), { ...READY, inForce: 4 })).toBe('open');
});
