import { expect, test } from 'vitest';
import { edgesOf } from './edge';
import type { Bearings, SharedRows } from './edge';
import type { Link } from './link';
import { ringsOf } from './ring';
import { DAY, known, members, names, shared, since } from './shared.fixture';

const ringsAmong = (rows: SharedRows[], bearingsOf: (account: string) => Bearings) => ringsOf(edgesOf(rows, {}, 20_000, bearingsOf), () => null, (account) => bearingsOf(account).surname).rings.map(members);

test('the look of a computer that was handed on says no more than the computer', () => {
  const later = (rows: SharedRows): SharedRows => ({ ...rows, rows: rows.rows.map((row, index) => (index === 0 ? row : { ...row, firstAt: 40 * DAY, lastAt: 70 * DAY })) });
  const token = later(shared('device_token', 'd', ['a', 'b']));
  const look = later({ ...shared('fingerprint', 'f', ['a', 'b']), share: 1e-4 });
  const natsOfLook = (...rows: SharedRows[]) => edgesOf(rows, {}, 20_000, known())[0]!.links.find((link) => link.kind === 'fingerprint')!.nats;
  expect([natsOfLook(look), natsOfLook(look, token), natsOfLook(look, shared('device_token', 'd', ['a', 'b']))]).toEqual([2, 1, 2]);
});

test('papers under different family names tie by themselves; under one name, under names not known, or on many accounts they do not', () => {
  const crew = ['a', 'b', 'c'];
  const papers = shared('document', 'passport', crew);
  expect(ringsAmong([papers], known())).toEqual([crew]);
  expect(ringsAmong([papers], known({}, { surname: 'one' }))).toEqual([]);
  expect(ringsAmong([papers], known({}, { surname: null }))).toEqual([]);
  expect(ringsAmong([shared('document', 'specimen', names(9))], known())).toEqual([]);
});

test('a machine of two who are never met on one line ties them; of three, of two who share a line, for a day, or handed on it does not', () => {
  const pair = [shared('device_token', 'd', ['a', 'b']), shared('payout_instrument', 'p', ['a', 'b'])];
  const machine = (over: Partial<Link> = {}, accounts = ['b', 'c']) => { const rows = shared('device_token', 'e', accounts); return { ...rows, rows: rows.rows.map((row) => (row.account === 'c' ? { ...row, ...over } : row)) }; };
  expect(ringsAmong([...pair, machine()], known())).toEqual([['a', 'b', 'c']]);
  for (const other of [machine({ days: 4 }), machine({ firstAt: 31 * DAY, lastAt: 60 * DAY }), machine({}, ['b', 'c', 'x'])]) expect(ringsAmong([...pair, other], known())).toEqual([]);
  const line = shared('ip', 'home', ['b', 'c']);
  const elsewhen = { ...line, rows: line.rows.map((row) => (row.account === 'c' ? { ...row, firstAt: 90 * DAY, lastAt: 90 * DAY, days: 1 } : row)) };
  expect(ringsAmong([...pair, machine(), elsewhen], known())).toEqual([]);
});

test('one picture edited for three and more ties them; unchanged, of a pair, of a crowd, under one roof or of one name it does not', () => {
  const crew = ['a', 'b', 'c'];
  const among = (over: { accounts?: number; edited?: boolean }, rows: SharedRows[] = [], bearingsOf = known()) => {
    const photos = [['a', 'b'], ['b', 'c']].map(([a, b]) => ({ a: a!, b: b!, digest: `${a}${b}`, accounts: 3, edited: true, ...over }));
    return ringsOf(edgesOf(rows, { photos }, 20_000, bearingsOf), () => null, (account) => bearingsOf(account).surname).rings.map(members);
  };
  expect(among({})).toEqual([crew]);
  for (const over of [{ edited: false }, { accounts: 2 }, { accounts: 9 }]) expect(among(over)).toEqual([]);
  expect(among({}, [shared('ip', 'home', crew)])).toEqual([]);
  expect(among({}, [], known({}, { surname: 'one' }))).toEqual([]);
});

test('a rare machine and a page of work of few tie two who were never in one room; two who were, a common machine, or a page of many does not', () => {
  const crew = ['a', 'b', 'c'];
  const machines = { ...shared('fingerprint', 'f', crew), share: 2e-4 };
  const page = (accounts = crew) => shared('portfolio_url', 'u', accounts);
  expect(ringsAmong([machines, page()], known())).toEqual([crew]);
  expect(ringsAmong([machines, page([...crew, 'x', 'y'])], known())).toEqual([]);
  expect(ringsAmong([{ ...machines, share: 2e-3 }, page()], known())).toEqual([]);
  const line = shared('ip', 'office', crew);
  expect(ringsAmong([machines, page(), { ...line, rows: line.rows.map((row, index) => ({ ...row, firstAt: 40 * index * DAY, lastAt: 40 * index * DAY, days: 1 })) }], known())).toEqual([]);
});

test('a change of hands adds nothing to an exit of many, which has many new customers, and an exit alone ties no two', () => {
  const people = names(40);
  const exit = since(40, shared('exit_ip', 'service', people));
  const machines = since(40, { ...shared('fingerprint', 'f', people.slice(0, 3)), share: 1.5e-3 });
  const turnedAt = (account: string) => (people.slice(0, 3).includes(account) ? 40 * DAY : null);
  const bearingsOf = (account: string) => ({ ...known()(account), turnedAt: turnedAt(account) });
  expect(ringsAmong([exit, machines], bearingsOf)).toEqual([]);
  const own = since(40, shared('exit_ip', 'own', people.slice(0, 3)));
  expect(ringsAmong([own, machines], bearingsOf)).toEqual([people.slice(0, 3)]);
  expect(ringsAmong([own], bearingsOf)).toEqual([]);
  expect(ringsAmong([since(40, shared('ip', 'home', people.slice(0, 3)))], bearingsOf)).toEqual([people.slice(0, 3)]);
});
