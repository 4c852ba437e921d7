import { expect, test } from 'vitest';
import { aReport, aReview, contractWith } from '../conduct.fixture';
import { aDeclaration, aGiven, aHistory, anActivity, anEarning, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { postHireHarm } from './post-hire-harm';

const stretches = workdays({ days: daysFrom(0, 90), hours: [9] });
const given = (over: Parameters<typeof aHistory>[0]) => aGiven(aHistory({ asOf: onDay(100), stretches, ...over }));
const contracts = [contractWith('client', onDay(40), onDay(90))];
const download = (day: number, count: number, size: number | null = null) => anActivity(onDay(day), { kind: 'download', count, size });
const paid = [{ ...anEarning(onDay(60), 400), client: 'client' }];

test('a client who reports theft is strong, two clients are stronger', () => {
  const one = findingOf(postHireHarm, given({ clientReports: [aReport(onDay(91), 'theft')], contracts, earnings: paid }));
  expect(one).toMatchObject({ strength: 'strong', family: 'consequence', counter: [], words: 'A client reported theft.' });
  const two = findingOf(postHireHarm, given({ clientReports: [aReport(onDay(91), 'theft'), aReport(onDay(95), 'extortion', 'another')], contracts, earnings: paid }));
  expect(two.llr).toBeGreaterThan(one.llr);
  expect(two.quality).toBeGreaterThan(one.quality);
});

test('a client who met somebody else than was hired is heard as well', () => {
  const finding = findingOf(postHireHarm, given({ clientReports: [aReport(onDay(91), 'different_person')], contracts, earnings: paid }));
  expect(finding).toMatchObject({ strength: 'strong', words: 'A client reported that another person came than was hired.' });
  expect(findingOf(postHireHarm, given({ clientReports: [aReport(onDay(91), 'impersonation')], contracts, earnings: paid })).words).toBe('A client reported impersonation.');
});

test('ten times the usual and 500 files in the last three days of a contract are found, with half the trust', () => {
  const activities = [...daysFrom(0, 80).map((day) => download(day, 3)), download(88.5, 300), download(89, 320)];
  const finding = findingOf(postHireHarm, given({ contracts, activities }));
  expect(finding).toMatchObject({ quality: 0.5, value: { bulkDownloads: 1, files: 620, reports: 0 }, words: 'Far more than usual was downloaded in the last three days of a contract.' });
  expect(finding.evidence).toHaveLength(2);
  expect(findingOf(postHireHarm, given({ contracts, activities: [download(89, 1, 3e9)] })).value).toMatchObject({ files: 1, bytes: 3e9 });
});

test('somebody who downloads as much every week, a little at the end, or in the middle of the contract is not found', () => {
  expect(postHireHarm.read(given({ contracts, activities: daysFrom(0, 90).map((day) => download(day, 300)) })).state).toBe('quiet');
  expect(postHireHarm.read(given({ contracts, activities: [download(89, 400, 1e9)] })).state).toBe('quiet');
  expect(postHireHarm.read(given({ contracts, activities: [download(60, 5_000, 9e9)] })).state).toBe('quiet');
});

test('what is usual is known from the first sight of the account on, not from a registration of years before', () => {
  const activities = [...daysFrom(0, 87).map((day) => download(day, 60)), download(88.5, 300), download(89, 320)];
  expect(postHireHarm.read(given({ contracts, activities, registeredAt: onDay(-700) })).state).toBe('quiet');
  expect(postHireHarm.read(given({ contracts, activities: activities.slice(-5), stretches: stretches.slice(-10), registeredAt: onDay(-700) })).state).toBe('abstains');
});

test('a report about quality, or one of long ago, is another matter', () => {
  expect(postHireHarm.read(given({ clientReports: [aReport(onDay(91), 'quality')], contracts })).state).toBe('quiet');
  expect(postHireHarm.read(given({ clientReports: [aReport(onDay(1), 'theft')], contracts, asOf: onDay(300) })).state).toBe('quiet');
});

test('a threat that the platform flagged with the same client adds, one with another client does not', () => {
  const flagged = (client: string) => findingOf(postHireHarm, given({ clientReports: [aReport(onDay(91), 'extortion')], contracts, earnings: paid, messageFlags: [{ event: 'flag', at: onDay(92), flag: 'threat', client }] }));
  expect(flagged('client').llr).toBeGreaterThan(flagged('other').llr);
  expect(flagged('client').value.threats).toBe(1);
});

test('a client who came back, praised them afterwards or never paid lowers the word of that client', () => {
  const clientReports = [aReport(onDay(80), 'theft')];
  const [whole, again, praised, unpaid] = [
    { contracts, earnings: paid }, { contracts: [...contracts, contractWith('client', onDay(95), null)], earnings: paid }, { contracts, earnings: paid, reviews: [aReview(onDay(96), 'client', 5)] }, { contracts },
  ].map((over) => findingOf(postHireHarm, given({ clientReports, ...over })));
  expect([again, praised, unpaid].map((each) => each!.counter.map(({ kind }) => kind))).toEqual([['hired_again'], ['praised_after'], ['unpaid']]);
  for (const each of [again, praised, unpaid]) expect(leftOf(each!)).toBeLessThan(leftOf(whole!));
  // Where no earning says whose it is, nobody knows who paid.
  expect(findingOf(postHireHarm, given({ clientReports, contracts, earnings: [anEarning(onDay(60), 400)] })).counter).toEqual([]);
  const both = findingOf(postHireHarm, given({ clientReports: [...clientReports, aReport(onDay(85), 'theft', 'another')], contracts, earnings: paid, reviews: [aReview(onDay(96), 'client', 5)] }));
  expect(leftOf(both) / both.llr).toBeGreaterThan(leftOf(praised!) / praised!.llr);
});

test('a designer who hands in the files and keeps a copy is lowered', () => {
  const activities = [...daysFrom(0, 80).map((day) => download(day, 1)), download(89, 600), anActivity(onDay(89, 3), { kind: 'upload', count: 40 })];
  const finding = findingOf(postHireHarm, given({ contracts, activities, declarations: [aDeclaration('agency', onDay(20))] }));
  expect(finding.counter.map((each) => each.kind)).toEqual(['handed_in', 'declared_agency']);
  expect(leftOf(finding) * finding.quality).toBeLessThan(0.6);
});

test('without a report, and without downloads to compare, it abstains', () => {
  expect(postHireHarm.read(given({})).state).toBe('abstains');
  expect(postHireHarm.read(given({ contracts })).state).toBe('abstains');
  expect(postHireHarm.read(given({ contracts: [contractWith('client', onDay(2), onDay(9))], activities: [download(8, 900)] })).state).toBe('abstains');
});
