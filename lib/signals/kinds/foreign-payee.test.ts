import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, anInstrument, aPayout, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { foreignPayee } from './foreign-payee';

const life = { stretches: workdays({ days: daysFrom(0, 30) }), checks: [aCheck(onDay(1), { check: 'document', document: 'passport' })] };
const theirs = anInstrument(onDay(5), 'bank', { holderMatch: 'none' });

test('a payout method in another name is found, money sent there weighs more, and it stands while in use', () => {
  const added = findingOf(foreignPayee, aGiven(aHistory({ ...life, instruments: [theirs] })));
  expect(added).toMatchObject({ strength: 'moderate', quality: 1, lastAt: onDay(29, 16) });
  const paid = findingOf(foreignPayee, aGiven(aHistory({ ...life, instruments: [theirs], payouts: [aPayout(onDay(20), 'bank', 400)] })));
  expect(paid.llr).toBeGreaterThan(added.llr);
  expect(paid.identifiers).toEqual([{ kind: 'payout_instrument', digest: 'bank' }]);
});

test('a match or a partial one is quiet, and so is a method replaced and no longer paid to', () => {
  for (const holderMatch of ['match', 'partial'] as const) {
    expect(foreignPayee.read(aGiven(aHistory({ ...life, instruments: [{ ...theirs, holderMatch }] }))).state).toBe('quiet');
  }
  expect(foreignPayee.read(aGiven(aHistory({ ...life, instruments: [theirs, anInstrument(onDay(9), 'own', { holderMatch: 'match' })] }))).state).toBe('quiet');
});

test('a vendor that looks again and finds a match has the last word', () => {
  expect(foreignPayee.read(aGiven(aHistory({ ...life, instruments: [theirs, anInstrument(onDay(8), 'bank', { holderMatch: 'match' })] }))).state).toBe('quiet');
});

test('without a document check the verified person is not known, and it counts less', () => {
  expect(findingOf(foreignPayee, aGiven(aHistory({ ...life, checks: [], instruments: [theirs] }))).quality).toBe(0.6);
});

test('marriage, a household, an agency and papers each lower it', () => {
  const kinds = (parts: Parameters<typeof aHistory>[0]) => findingOf(foreignPayee, aGiven(aHistory({ ...life, instruments: [theirs], ...parts }))).counter.map((each) => each.kind);
  expect(kinds({ declarations: [aDeclaration('name_change', onDay(3))] })).toEqual(['declared_name_change']);
  expect(kinds({ declarations: [aDeclaration('household', onDay(0))] })).toEqual(['declared_household']);
  expect(kinds({ declarations: [aDeclaration('agency', onDay(0))] })).toEqual(['declared_agency']);
  expect(kinds({ versions: [aVersion({ kind: 'agency_member', organisation: 'org' })] })).toEqual(['registered_group']);
  expect(kinds({ versions: [aVersion(), aVersion({ at: onDay(4), legalName: 'Alex Other' })] })).toEqual(['legal_name_updated']);
  expect(kinds({ checks: [...life.checks, aCheck(onDay(9), { check: 'document', document: 'passport' })] })).toEqual(['documents_after']);
});

test('somebody newly married, with the certificate and the new name on file, is explained', () => {
  const finding = findingOf(foreignPayee, aGiven(aHistory({
    ...life, instruments: [theirs], versions: [aVersion(), aVersion({ at: onDay(4), legalName: 'Alex Other' })], declarations: [aDeclaration('name_change', onDay(4), { verified: true })],
  })));
  expect(leftOf(finding)).toBeLessThan(0.2);
});

test('without the vendor’s comparison it abstains', () => {
  for (const holderMatch of ['unknown', null] as const) expect(foreignPayee.read(aGiven(aHistory({ ...life, instruments: [{ ...theirs, holderMatch }] }))).state).toBe('abstains');
  expect(foreignPayee.read(aGiven(aHistory(life))).state).toBe('abstains');
});
