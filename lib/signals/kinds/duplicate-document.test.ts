import { expect, test } from 'vitest';
import type { NeighbourCard } from '../../links/link';
import { aCheck, aGiven, aHistory, aNeighbourhood, findingOf, leftOf, onDay } from '../history.fixture';
import { duplicateDocument } from './duplicate-document';

const checks = [aCheck(onDay(20), { check: 'document', document: 'doc' })];
function given(others: string[], card: Partial<NeighbourCard> = {}, lastAt = onDay(1)) {
  const sharing = [{ kind: 'document' as const, digest: 'doc', own: { firstAt: onDay(20), lastAt: onDay(20) }, others: others.map((account) => ({ account, firstAt: onDay(1), lastAt })) }];
  return aGiven(aHistory({ account: 'own', checks }), aNeighbourhood('own', sharing, [{ account: 'own', surname: 's' }, ...others.map((account) => ({ surname: 't', ...card, account }))]));
}

test('the same document on two accounts is strong, on four stronger', () => {
  const two = findingOf(duplicateDocument, given(['o']));
  expect(two).toMatchObject({ strength: 'strong', counter: [], identifiers: [{ kind: 'document', digest: 'doc' }] });
  expect(findingOf(duplicateDocument, given(['o', 'p', 'q'])).llr).toBeGreaterThan(two.llr);
});

test('somebody who closed an account and signed up again under the same family name is explained', () => {
  expect(leftOf(findingOf(duplicateDocument, given(['o'], { surname: 's', closed: 'by_holder' })))).toBeLessThan(0.4);
});

test('an account closed for cause, another family name, or use at the same time explains nothing', () => {
  expect(findingOf(duplicateDocument, given(['o'], { surname: 's', closed: 'for_cause' })).counter).toEqual([]);
  expect(findingOf(duplicateDocument, given(['o'], { closed: 'by_holder' })).counter).toEqual([]);
  expect(findingOf(duplicateDocument, given(['o'], { surname: 's', closed: 'by_holder' }, onDay(30))).counter).toEqual([]);
});

test('an own document is quiet, and without a checked document it abstains', () => {
  expect(duplicateDocument.read(given([])).state).toBe('quiet');
  expect(duplicateDocument.read(aGiven(aHistory({ checks: [aCheck(onDay(1))] }))).state).toBe('abstains');
});
