import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aProfile, aVersion, declaredIn, findingOf, leftOf, onDay } from '../history.fixture';
import { identityRotation } from './identity-rotation';

const first = aVersion({ legalName: 'Alex Person', name: 'Alex P.' });
const then = (over: Parameters<typeof aVersion>[0]) => [first, aVersion({ at: onDay(20), legalName: 'Alex Person', name: 'Alex P.', ...over })];
const given = (over: Parameters<typeof aHistory>[0]) => aGiven(aHistory({ asOf: onDay(60), ...over }));
const photo = (hash: string, day: number, school = 'Northmoor') => aProfile(onDay(day), { photoHash: hash, education: [{ school }] });
const [one, other] = ['0123456789abcdef', 'fedcba9876543210'];

test('another legal name is moderate, another birth date with it more', () => {
  const name = findingOf(identityRotation, given({ versions: then({ legalName: 'Robin Else' }) }));
  expect(name).toMatchObject({ strength: 'moderate', counter: [], value: { attributes: 'legal name', legal: true } });
  expect(findingOf(identityRotation, given({ versions: then({ legalName: 'Robin Else', birthDate: '1984-05-06' }) })).llr).toBeGreaterThan(name.llr);
});

test('two of name, country, school and photo within 90 days are found, one is not', () => {
  expect(findingOf(identityRotation, given({ versions: then({ name: 'Robin E.', declared: declaredIn('lima') }) })).value.attributes).toBe('name, country');
  expect(findingOf(identityRotation, given({ versions: then({ declared: declaredIn('lima') }), profiles: [photo(one, 1), photo(other, 30)] })).value.attributes).toBe('country, photo');
  expect(identityRotation.read(given({ versions: then({ declared: declaredIn('lima') }) })).state).toBe('quiet');
  expect(identityRotation.read(given({ profiles: [photo(one, 1), photo(other, 30)] })).state).toBe('quiet');
});

test('what was changed half a year apart is not added up', () => {
  const versions = [first, aVersion({ at: onDay(20), legalName: 'Alex Person', name: 'Robin E.' })];
  expect(identityRotation.read(given({ versions, profiles: [photo(one, 1), photo(other, 180)], asOf: onDay(200) })).state).toBe('quiet');
});

test('a name in another order, case or with accents, a first value, a new school and a cropped photo are no changes', () => {
  expect(identityRotation.read(given({ versions: then({ legalName: 'PÉRSON, Alex' }) })).state).toBe('quiet');
  expect(identityRotation.read(given({ versions: [aVersion({ legalName: null, birthDate: null }), ...then({}).slice(1)] })).state).toBe('quiet');
  const schools = [aProfile(onDay(1), { photoHash: one, education: [{ school: 'Northmoor' }] }), aProfile(onDay(9), { photoHash: '0123456789abcdee', education: [{ school: 'Northmoor' }, { school: 'Saltmarsh' }] })];
  expect(identityRotation.read(given({ versions: then({ declared: declaredIn('lima') }), profiles: schools })).state).toBe('quiet');
});

test('somebody who married, said so and showed the document is explained', () => {
  const finding = findingOf(identityRotation, given({
    versions: then({ legalName: 'Alex Newname', name: 'Alex N.' }), declarations: [aDeclaration('name_change', onDay(18), { verified: true })], checks: [aCheck(onDay(22), { check: 'document', document: 'new' })],
  }));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_name_change', 'document_after']);
  expect(leftOf(finding)).toBeLessThan(0.1);
});

test('the document alone, the declaration alone and a slip put right each lower it', () => {
  const whole = leftOf(findingOf(identityRotation, given({ versions: then({ legalName: 'Robin Else' }) })));
  const versions = then({ legalName: 'Robin Else' });
  expect(leftOf(findingOf(identityRotation, given({ versions, checks: [aCheck(onDay(22), { check: 'document' })] })))).toBeLessThan(whole);
  expect(leftOf(findingOf(identityRotation, given({ versions, declarations: [aDeclaration('name_change', onDay(18))] })))).toBeLessThan(whole);
  const slip = findingOf(identityRotation, given({ versions: then({ birthDate: '1990-01-10' }) }));
  expect(slip.counter.map((each) => each.kind)).toEqual(['kept_in_part']);
});

test('a move that was declared lowers the country, not the name', () => {
  const declarations = [aDeclaration('relocation', onDay(20), { verified: true })];
  const moved = findingOf(identityRotation, given({ versions: then({ declared: declaredIn('lima') }), profiles: [photo(one, 1), photo(other, 30)], declarations }));
  expect(moved.counter.map((each) => each.kind)).toEqual(['declared_relocation']);
  expect(findingOf(identityRotation, given({ versions: then({ legalName: 'Robin Else' }), declarations })).counter).toEqual([]);
});

test('an account that tells nothing of itself makes it abstain', () => {
  expect(identityRotation.read(given({ versions: [] })).state).toBe('abstains');
});
