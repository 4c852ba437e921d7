import { expect, test } from 'vitest';
import { ledgerRow, marksOf, standingAt } from './rows';

const line = (command: string, says: string, over: Partial<Parameters<typeof ledgerRow>[0]> = {}) => ({
  chain: 'case:1', seq: 1, at: 1_000, actorKind: 'staff', actor: 'staff_ben', actorName: 'Ben', command, says, changes: [], refs: {}, refusal: null, previous: '', digest: 'd1', ...over,
});

test('an act that wrote several lines is one turn of the story, a refused one is none', () => {
  const lines = [
    line('accounts.assess', 'opened the case. The odds reach review', { actorKind: 'operator', actor: 'terminal', actorName: 'The operator' }), line('accounts.assess', 'sent the case to Rings'),
    line('appeal.grant', 'granted the appeal', { at: 2_000 }), line('appeal.grant', 'lifted the decision: the appeal is granted', { at: 2_000 }),
    line('appeal.grant', 'tried appeal.grant and was refused', { at: 3_000, refusal: 'stale' }), line('appeal.grant', 'granted the appeal', { at: 4_000 }),
  ];
  expect(marksOf(lines)).toEqual(['Opened', null, 'Granted', null, null, 'Granted']);
});

test('what an assessment came to is told as the console’s, whoever had it run; a line of nobody begins with what happened', () => {
  const says = (...of: Parameters<typeof line>) => ledgerRow(line(...of), {}).says;
  const operator = { actorKind: 'operator', actor: 'terminal', actorName: 'The operator' };
  expect(says('accounts.assess', 'opened the case. The odds reach review', operator)).toBe('Countersign, run by the operator, opened the case. The odds reach review');
  expect(says('accounts.assess', 'opened the case', { actorKind: 'machine', actor: 'worker', actorName: 'Countersign' })).toBe('Countersign opened the case');
  expect(says('key.add', 'made the API key main', operator)).toBe('The operator made the API key main');
  expect(says('staff.signIn', 'could not sign in ada@worklane.example', { actorKind: 'visitor', actor: 'visitor', actorName: 'Somebody not signed in' })).toBe('Could not sign in ada@worklane.example');
});

test('old and new values are told as people read them: a moment by the clock, a person by name, a digest by its beginning', () => {
  const changes = [{ field: 'until', was: null, now: '2026-11-17T14:06:00.000Z' }, { field: 'held by', was: 'staff_ben', now: 'staff_gone' }, { field: 'evidence sealed', was: null, now: 'ab'.repeat(32) }, { field: 'proposal, covered', was: null, now: `${'Zy-_'.repeat(10)}Zy0` }, { field: 'enclosure', was: null, now: `receipt: pdf, 35 bytes, SHA-256 ${'cd'.repeat(32)}` }];
  expect(ledgerRow(line('decision.propose', 'proposed', { changes }), { staff_ben: 'Ben' }).changes.map(({ was, now }) => [was, now])).toEqual([[null, '17 Nov 2026, 14:06:00 UTC'], ['Ben', 'staff_gone'], [null, 'abababababab…'], [null, 'Zy-_Zy-_Zy-_…'], [null, 'receipt: pdf, 35 bytes, SHA-256 cdcdcdcdcdcd…']]);
});

test('a covered line has neither a face nor an act, and is whole where what was written holds', () => {
  const covered = line('', 'did something that is covered', { actorKind: 'covered', actor: '', actorName: 'Somebody' });
  expect(ledgerRow({ ...covered, covered: { holds: true } }, {})).toMatchObject({ actor: { name: 'Somebody', kind: 'covered' }, says: 'Somebody did something that is covered', command: '', whole: true });
  expect(ledgerRow({ ...covered, covered: { holds: false } }, {}).whole).toBe(false);
  expect(marksOf([covered])).toEqual([null]);
});

test('as a case stands, the latest decision alone is told, and a proposal that was opened covers nothing', () => {
  const change = (field: string, now: string | null) => ({ field, was: null, now });
  const lines = [
    { seq: 7, changes: [change('decision', 'lifted'), change('delivery', 'confirmed')] },
    { seq: 6, changes: [change('decision', 'in force'), change('state', 'settled'), change('held by', null)] }, { seq: 5, changes: [change('measure', 'Restriction')] },
    { seq: 4, changes: [change('proposal', 'Suspension'), change('second verdict', 'Dismiss'), change('decision', 'returned'), change('state', 'claimed'), change('held by', 'Ada')] },
    { seq: 3, changes: [change('proposal, covered', 'd2cf…')] }, { seq: 1, changes: [change('due', '1 Dec'), change('state', 'waiting')] },
  ];
  const told = (upTo: number, decisions: Readonly<Record<number, string>>) => standingAt(lines.filter(({ seq }) => seq <= upTo), (seq) => decisions[seq]).map(({ field, value }) => [field, value]);
  expect(told(6, { 6: 'second', 5: 'second', 4: 'first', 3: 'first' })).toEqual([['decision', 'in force'], ['state', 'settled'], ['measure', 'Restriction'], ['due', '1 Dec']]);
  // What comes later of an earlier one does not take its place.
  expect(told(7, { 7: 'first', 6: 'second', 5: 'second', 4: 'first', 3: 'first' })).toEqual([['delivery', 'confirmed'], ['decision', 'in force'], ['state', 'settled'], ['measure', 'Restriction'], ['due', '1 Dec']]);
  expect(told(4, { 4: 'first', 3: 'first' })).toEqual([['proposal', 'Suspension'], ['second verdict', 'Dismiss'], ['decision', 'returned'], ['state', 'claimed'], ['held by', 'Ada'], ['due', '1 Dec']]);
  expect(told(3, { 3: 'first' })).toEqual([['proposal, covered', 'd2cf…'], ['due', '1 Dec'], ['state', 'waiting']]);
});

test('as a case stands, an earlier decision is told beside the latest until it ends or the case is settled', () => {
  const change = (field: string, now: string | null) => ({ field, was: null, now });
  const lines: readonly { seq: number; decision: string; changes: ReturnType<typeof change>[] }[] = [
    { seq: 1, decision: 'hold', changes: [change('measure', 'Payout hold'), change('grounds', '2.4'), change('state', 'waiting')] },
    { seq: 2, decision: 'question', changes: [change('measure', 'Ask'), change('state', 'asked')] },
    { seq: 3, decision: 'restriction', changes: [change('measure', 'Restriction'), change('grounds', '3.1'), change('state', 'settled')] },
    { seq: 4, decision: 'restriction', changes: [change('decision', 'withdrawn'), change('state', 'claimed')] },
    { seq: 5, decision: 'hold', changes: [change('decision', 'in force')] },
    { seq: 6, decision: 'closure', changes: [change('state', 'proposed'), change('proposal, covered', 'd2cf…')] },
    { seq: 7, decision: 'closure', changes: [change('proposal', 'Closure, on 3.1'), change('grounds in force', '3.1'), change('decision', 'in force'), change('state', 'settled')] },
    { seq: 8, decision: 'closure', changes: [change('decision', 'lifted')] },
  ];
  const told = (upTo: number, whole?: boolean) => standingAt(lines.filter(({ seq }) => seq <= upTo).toReversed(), (seq) => lines.find((line) => line.seq === seq)?.decision, whole).map(({ field, value, of }) => `${of ?? '–'} ${field}: ${value}`);
  const hold = ['1 measure: Payout hold', '1 grounds: 2.4'];
  expect(told(2)).toEqual(['2 measure: Ask', '– state: asked', ...hold]);
  expect(told(3)).toEqual(['– measure: Restriction', '– grounds: 3.1', '– state: settled']);
  // The question has ended by the clock, or been answered.
  expect(told(5)).toEqual(['1 decision: in force', '3 decision: withdrawn', '– state: claimed', '3 measure: Restriction', '3 grounds: 3.1', ...hold]);
  expect(told(6)).toEqual(['– state: proposed', '6 proposal, covered: d2cf…', '1 decision: in force', ...hold]);
  expect(told(7)).toEqual(['– proposal: Closure, on 3.1', '– grounds in force: 3.1', '– decision: in force', '– state: settled']);
  // A later end of what settled it brings nothing back that settling left behind.
  expect(told(8)).toEqual(['– decision: lifted', '– proposal: Closure, on 3.1', '– state: settled']);
  // A question is told while its answer is waited for, or where it was put back.
  const withHold = (...more: ReturnType<typeof change>[]) => standingAt([
    { seq: 3, changes: more }, { seq: 2, changes: [change('measure', 'Payout hold')] }, { seq: 1, changes: [change('measure', 'Ask'), change('state', 'asked')] },
  ], (seq) => (seq === 2 ? 'hold' : 'question')).map(({ field, value, of }) => `${of ?? '–'} ${field}: ${value}`);
  expect(withHold(change('state', 'asked'))).toEqual(['– state: asked', '2 measure: Payout hold', '1 measure: Ask']);
  expect(withHold(change('state', 'claimed'))).toEqual(['– state: claimed', '– measure: Payout hold']);
  expect(withHold(change('state', 'claimed'), change('decision', 'in force'))).toEqual(['– state: claimed', '1 decision: in force', '2 measure: Payout hold', '1 measure: Ask']);
  // Whom a line is covered from may not see an end, nor where the case stands.
  expect(told(6, false)).toEqual(['– proposal, covered: d2cf…']);
});
