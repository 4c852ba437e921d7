import { expect, test } from 'vitest';
import {
  aCheck, aDeclaration, aDevice, aHistory, aNeighbourhood, aRarity, aVersion, anInstrument, daysFrom, declaredIn, mallory, onDay, trent, workdays,
} from '../signals/history.fixture';
import type { Sharing } from '../signals/history.fixture';
import { circumstancesOf } from './circumstances';

const alone = aNeighbourhood('a', []);
const of = (parts: Parameters<typeof aHistory>[0], neighbourhood = alone, asOf?: number) => {
  const history = aHistory(parts);
  return circumstancesOf({ history, neighbourhood, rarity: aRarity(), asOf: asOf ?? history.asOf });
};

test('Mallory: nothing speaks for the account', () => {
  expect(circumstancesOf(mallory())).toMatchObject({
    liveCheckOnThisDevice: null, verifiedDeviceContinues: null, payeeMatches: null, addressUpdated: null, exitFromStart: null,
    sharers: 2, togetherFromStart: false, ownPayout: false, handedOn: false, registered: null,
  });
});

test('Trent: the verified device travels with him, he was checked on it, and the payout is his', () => {
  const facts = circumstancesOf(trent());
  expect(facts).toMatchObject({ payeeMatches: [expect.any(String)], sharers: 0, ownPayout: true, declared: { travel: { verified: true } } });
  expect(facts.liveCheckOnThisDevice).toHaveLength(1);
  expect(facts.verifiedDeviceContinues!.length).toBeGreaterThan(0);
});

test('a live check on a device that no longer works here says nothing of the hands that do', () => {
  const own = workdays({ device: aDevice('own'), days: daysFrom(0, 20) });
  const live = aCheck(onDay(5, 9), { session: `s${onDay(5, 9)}` });
  expect(of({ stretches: own, checks: [live] }).liveCheckOnThisDevice).toHaveLength(1);
  const other = workdays({ device: aDevice('other'), days: daysFrom(30, 30) });
  expect(of({ stretches: [...own, ...other], checks: [live] })).toMatchObject({ liveCheckOnThisDevice: null, verifiedDeviceContinues: null });
});

test('a face that failed on two days and was never passed since leaves the live checks before it without a word, and the device as it is; who passes after all, fails one evening or asked for another check keeps both', () => {
  const life = { stretches: workdays({ device: aDevice('own'), days: daysFrom(0, 60) }) };
  const passed = [aCheck(onDay(5, 9), { check: 'document', session: `s${onDay(5, 9)}` }), aCheck(onDay(6, 9), { check: 'face_match', session: `s${onDay(6, 9)}` }), aCheck(onDay(7, 9), { session: `s${onDay(7, 9)}` }), aCheck(onDay(8, 9), { session: `s${onDay(8, 9)}` })];
  const failed = (...days: number[]) => days.map((day) => aCheck(onDay(day), { outcome: 'failed' }));
  const spoken = (more: ReturnType<typeof aCheck>[] = [], over: Parameters<typeof aHistory>[0] = {}) => { const facts = of({ ...life, checks: [...passed, ...more], ...over }); return [facts.liveCheckOnThisDevice !== null, facts.verifiedDeviceContinues !== null]; };
  expect(spoken()).toEqual([true, true]);
  expect(spoken(failed(20, 22))).toEqual([false, true]);
  expect(spoken(failed(20, 20.01))).toEqual([true, true]);
  expect(spoken([...failed(20, 22), aCheck(onDay(24), { check: 'document' })])).toEqual([true, true]);
  expect(spoken(failed(20, 22), { declarations: [aDeclaration('accommodation', onDay(19))] })).toEqual([true, true]);
  expect(spoken([...failed(20), aCheck(onDay(21)), ...failed(50)])).toEqual([true, true]);
});

test('a declaration counts while it stands and for 90 days after, not before it begins', () => {
  const travel = aDeclaration('travel', onDay(10), { to: onDay(20) });
  const at = (day: number) => 'travel' in of({ declarations: [travel] }, alone, onDay(day)).declared;
  expect([9, 10, 100, 111].map(at)).toEqual([false, true, true, false]);
});

test('a journey, a move or a new device declared without an end stands no longer for a story than for a signal; a household stands', () => {
  const at = (kind: Parameters<typeof aDeclaration>[0], day: number) => kind in of({ declarations: [aDeclaration(kind, onDay(10))] }, alone, onDay(day)).declared;
  expect((['travel', 'relocation'] as const).flatMap((kind) => [100, 190, 191].map((day) => at(kind, day)))).toEqual([true, true, false, true, true, false]);
  expect([30, 130, 131].map((day) => at('new_device', day))).toEqual([true, true, false]);
  expect(at('household', 400)).toBe(true);
});

test('an address update counts only where it follows the sessions', () => {
  const stretches = workdays({ city: 'lisbon', days: daysFrom(30, 20) });
  const update = (city: 'lisbon' | 'lima') => of({ stretches, versions: [aVersion(), aVersion({ at: onDay(35), declared: declaredIn(city) })] }).addressUpdated;
  expect(update('lisbon')).toHaveLength(1);
  expect(update('lima')).toBeNull();
  expect(of({ stretches: workdays({ days: daysFrom(0, 20) }) }).addressUpdated).toBeNull();
});

test('a VPN from the first month on is a habit; one that began later is not', () => {
  const exits = (first: number) => workdays({ network: 'vpn_known', days: daysFrom(first, 90 - first) });
  expect(of({ stretches: exits(0) }).exitFromStart).not.toBeNull();
  expect(of({ stretches: [...workdays({ days: daysFrom(0, 40) }), ...exits(40)] }).exitFromStart).toBeNull();
});

test('hours are steady when they stay, across midnight too', () => {
  const worked = (early: number[], late: number[]) => of({ stretches: [...workdays({ days: daysFrom(0, 30), hours: early }), ...workdays({ days: daysFrom(60, 30), hours: late })] }).hoursSteady;
  expect(worked([23, 0], [0, 1])).not.toBeNull();
  expect(worked([9, 10], [18, 19])).toBeNull();
});

test('the payee is judged by the instrument in use', () => {
  const [first, second] = [anInstrument(onDay(1), 'x', { holderMatch: 'match' }), anInstrument(onDay(9), 'y', { holderMatch: 'none' })];
  expect(of({ instruments: [first] }).payeeMatches).toHaveLength(1);
  expect(of({ instruments: [first, second] }).payeeMatches).toBeNull();
  // Paid in the name on papers that others show under theirs.
  const papers = (other: string) => aNeighbourhood('a', [{ kind: 'document', digest: 'papers', others: [{ account: 'b' }] }], [{ account: 'a', surname: 's' }, { account: 'b', surname: other }]);
  expect([papers('t'), papers('s')].map((around) => of({ account: 'a', instruments: [first] }, around).payeeMatches?.length)).toEqual([undefined, 1]);
});

test('sharing: a crowd counts nobody, a device handed on is seen as such', () => {
  const sharing = (...rows: Sharing[]) => of({}, aNeighbourhood('a', rows));
  expect(sharing({ kind: 'ip', digest: 'i', others: [], accounts: 900 })).toMatchObject({ sharers: 0, crowded: true, ownPayout: true });
  const device = { kind: 'device_token', digest: 'd', own: { firstAt: onDay(60), lastAt: onDay(90) } } as const;
  expect(sharing({ ...device, others: [{ account: 'b', lastAt: onDay(40) }] })).toMatchObject({ sharers: 1, handedOn: true, togetherFromStart: false });
  expect(sharing({ ...device, others: [{ account: 'b', lastAt: onDay(70) }] })).toMatchObject({ handedOn: false });
});

test('place: fitting the declaration, silent for over a month, or where it began', () => {
  const lived = (...parts: Parameters<typeof workdays>[0][]) => ({ stretches: parts.flatMap((each) => workdays(each)), versions: [aVersion()] });
  const stayed = of(lived({ days: daysFrom(0, 90) }));
  expect(stayed).toMatchObject({ placeFits: expect.any(Array), placeUnsaid: null, neverMoved: expect.any(Array) });
  const left = lived({ days: daysFrom(0, 30) }, { city: 'lima', days: daysFrom(30, 70) });
  expect(of(left)).toMatchObject({ placeFits: null, placeUnsaid: expect.any(Array), neverMoved: null });
  expect(of({ ...left, declarations: [aDeclaration('travel', onDay(30))] }).placeUnsaid).toBeNull();
  expect(of(lived({ days: daysFrom(0, 85) }, { city: 'lima', days: daysFrom(85, 10) })).placeUnsaid).toBeNull();
  expect(of(lived({ days: daysFrom(0, 90), network: 'vpn_known' }))).toMatchObject({ placeFits: null, placeUnsaid: null, neverMoved: null });
});

test('company networks and one home address are seen as such', () => {
  expect(of({ stretches: workdays({ days: daysFrom(0, 40), network: 'corporate' }) }).companyNetwork).not.toBeNull();
  expect(of({ stretches: workdays({ days: daysFrom(0, 90), ip: 'home' }) }).steadyHome).not.toBeNull();
  expect(of({ stretches: [...workdays({ days: daysFrom(0, 40), ip: 'home' }), ...workdays({ days: daysFrom(40, 50), ip: 'other home' })] }).steadyHome).toBeNull();
});

test('those who share: openly, as relatives, as a class, as one who came before', () => {
  const stretches = workdays({ days: daysFrom(0, 60), device: aDevice('own') });
  const around = (cards: Parameters<typeof aNeighbourhood>[2], ...rows: Sharing[]) => aNeighbourhood('trent', rows, cards);
  const life = { account: 'trent', registeredAt: onDay(0), stretches };
  const laptop: Sharing = { kind: 'device_token', digest: 'shared', own: { firstAt: onDay(1), lastAt: onDay(50) }, others: [{ account: 'peggy', firstAt: onDay(1), lastAt: onDay(50) }] };
  const relatives = of(life, around([{ account: 'trent', surname: 's' }, { account: 'peggy', surname: 's' }], laptop));
  expect(relatives).toMatchObject({ oneSurname: true, deviceSharers: 1, sharers: 1, alikeAge: false, openly: null, predecessor: false });
  expect(of(life, around([{ account: 'trent', surname: 's' }, { account: 'peggy', surname: 't' }], laptop)).oneSurname).toBe(false);
  expect(of({ ...life, referrals: [{ event: 'r1', at: onDay(3), to: 'peggy', client: null }] }, around([], laptop)).openly).toEqual(['r1']);
  const room: Sharing = { kind: 'ip', digest: 'room', others: [{ account: 'peggy' }, { account: 'sybil' }] };
  const joined = (day: number) => of(life, around([{ account: 'peggy', registeredAt: onDay(2) }, { account: 'sybil', registeredAt: onDay(day) }], room)).alikeAge;
  expect([joined(10), joined(40)]).toEqual([true, false]);
  const before: Sharing = { ...laptop, own: { firstAt: onDay(0), lastAt: onDay(50) }, others: [{ account: 'peggy', firstAt: onDay(-90), lastAt: onDay(-5) }] };
  expect(of(life, around([], before))).toMatchObject({ predecessor: true, handedOn: true, deviceSharers: 0 });
});

test('strangers on a line that a carrier hands round, on a service’s exit or with one picture share nothing; who is steadily there does', () => {
  const sharers = (...rows: Sharing[]) => of({}, aNeighbourhood('a', rows)).sharers;
  const line = (own: number, theirs: number): Sharing => ({ kind: 'ip', digest: 'line', own: { days: own }, others: [{ account: 'b', days: theirs }] });
  expect([line(20, 2), line(2, 20), line(5, 5)].map((row) => sharers(row))).toEqual([0, 0, 1]);
  expect(sharers({ kind: 'exit_ip', digest: 'exit', others: [{ account: 'b' }], accounts: 30 }, { kind: 'photo', digest: 'p', others: [{ account: 'c' }] }, { kind: 'fingerprint', digest: 'f', others: [{ account: 'd' }] })).toBe(0);
  expect(sharers({ kind: 'exit_ip', digest: 'exit', others: [{ account: 'b' }] }, { kind: 'phone', digest: 'p', others: [{ account: 'c', days: 1 }] })).toBe(2);
});

test('together from the start, or only since new hands came; what was shared before a new computer does not come with it', () => {
  const bank = (own: number, theirs: number): Sharing => ({ kind: 'payout_instrument', digest: 'bank', own: { firstAt: onDay(own), days: 1 }, others: [{ account: 'b', firstAt: onDay(theirs), days: 1 }] });
  const seen = (row: Sharing, own: { since?: number; turnedAt?: number | null } = {}, other: { since?: number; turnedAt?: number | null } = {}) => {
    const card = (account: string, { since = 0, turnedAt = null }: typeof own) => ({ account, since: onDay(since), turnedAt: turnedAt === null ? null : onDay(turnedAt) });
    const { togetherFromStart, turned } = of({ account: 'a' }, aNeighbourhood('a', [row], [card('a', own), card('b', other)]));
    return [togetherFromStart, turned];
  };
  expect(seen(bank(2, 3))).toEqual([true, false]);
  expect(seen(bank(2, 62), {}, { since: 60 })).toEqual([true, false]);
  expect(seen(bank(2, 50))).toEqual([false, false]);
  expect(seen(bank(2, 3), { turnedAt: 40 }, { turnedAt: 50 })).toEqual([true, false]);
  expect(seen(bank(45, 3), { turnedAt: 40 })).toEqual([false, true]);
  // Beside an old bond, a device that both have only since their hands changed came with them.
  const device: Sharing = { kind: 'device_token', digest: 'd', own: { firstAt: onDay(45) }, others: [{ account: 'b', firstAt: onDay(50) }] };
  const both = (turnedAt: number | null) => of({ account: 'a' }, aNeighbourhood('a', [bank(2, 3), device], [{ account: 'a', turnedAt: onDay(40) }, { account: 'b', turnedAt: turnedAt === null ? null : onDay(turnedAt) }])).turned;
  expect([both(50), both(60), both(null)]).toEqual([true, false, false]);
});

test('who shares and is met nowhere hides it; at home or in an office they do not', () => {
  const device: Sharing = { kind: 'device_token', digest: 'd', others: [{ account: 'b' }] };
  const home: Sharing = { kind: 'ip', digest: 'home', others: [{ account: 'b' }] };
  expect(of({}, aNeighbourhood('a', [device]))).toMatchObject({ nowhereMet: true, openLine: false });
  expect(of({}, aNeighbourhood('a', [device, home]))).toMatchObject({ nowhereMet: false, openLine: true });
  expect(of({}, aNeighbourhood('a', [home])).nowhereMet).toBe(false);
});

test('a check speaks for the hands on a device of one’s own, more than it failed, and while that device does part of the work', () => {
  const device = aDevice('own');
  const stretches = workdays({ device, days: daysFrom(0, 60) });
  const live = aCheck(onDay(50, 9), { session: `s${onDay(50, 9)}` });
  const document = aCheck(onDay(0, 9), { check: 'document', session: `s${onDay(0, 9)}`, document: 'papers' });
  const life = { account: 'a', stretches, checks: [document, live] };
  const checked = (more: Parameters<typeof aHistory>[0] = {}, rows: Sharing[] = [], cards: Parameters<typeof aNeighbourhood>[2] = [], over: Parameters<typeof aNeighbourhood>[4] = {}) => {
    const { liveCheckOnThisDevice, verifiedDeviceContinues } = of({ ...life, ...more }, aNeighbourhood('a', rows, cards, [], over));
    return [liveCheckOnThisDevice !== null, verifiedDeviceContinues !== null];
  };
  const token: Sharing = { kind: 'device_token', digest: device.token!, own: { firstAt: onDay(0), lastAt: onDay(59) }, others: [{ account: 'b', firstAt: onDay(0), lastAt: onDay(59) }] };
  const names = (other: string) => [{ account: 'a', surname: 's' }, { account: 'b', surname: other }];
  expect(checked()).toEqual([true, true]);
  expect(checked({}, [token], names('t'))).toEqual([false, false]);
  expect(checked({}, [token], names('s'))).toEqual([true, true]);
  expect(checked({ checks: [document, live, aCheck(onDay(49), { outcome: 'failed' })] })).toEqual([false, true]);
  expect(checked({ stretches: [...stretches.filter((each) => each.at < onDay(46)), ...workdays({ device: aDevice('other'), days: daysFrom(46, 14) }), ...workdays({ device, days: [50, 55], hours: [20] })], checks: [document] })).toEqual([false, false]);
  // Whose papers or picture they are is asked first.
  expect(checked({}, [{ kind: 'document', digest: 'papers', others: [{ account: 'b' }] }], names('t'))).toEqual([false, false]);
  const picture = { photoTwins: [{ account: 'b', own: 'x', theirs: 'y', bits: 2, shared: 'pair' }] };
  const page: Sharing = { kind: 'portfolio_url', digest: 'page', others: [{ account: 'b' }] };
  expect(checked({}, [], names('t'), picture)).toEqual([true, true]);
  expect(checked({}, [page], names('t'), picture)).toEqual([false, false]);
  // So is a machine that few have, and one that shops sell by the dozen is not.
  const look = (share: number): Sharing => ({ kind: 'fingerprint', digest: 'look', share, others: [{ account: 'b' }] });
  expect([1e-4, 3e-3].map((share) => checked({}, [look(share)], names('t'), picture))).toEqual([[false, false], [true, true]]);
  // How many show a picture is asked of all who do, and not of those whose name is known; each picture is counted by itself.
  const portrait = (digest: string, ...others: string[]): Sharing => ({ kind: 'photo', digest, others: others.map((account) => ({ account })) });
  expect(checked({}, [look(1e-4), portrait('x', ...'bcdefghijklm')], names('t'))).toEqual([true, true]);
  const named = [...names('t'), ...[...'cdefghi'].map((account) => ({ account, surname: 't' }))];
  expect(checked({}, [look(1e-4), portrait('x', ...'bcde'), portrait('y', ...'fghi')], named)).toEqual([false, false]);
  // Nobody touches up a picture that anybody may take.
  const altered = { photoTwins: [{ ...picture.photoTwins[0]!, bits: 4 }] };
  expect([checked({}, [], names('t'), altered), checked({}, [], names('s'), altered)]).toEqual([[false, false], [true, true]]);
  // A template or a library's picture is touched up by many.
  expect(checked({}, [], names('t'), { photoTwins: [{ ...altered.photoTwins[0]!, accounts: 30 }] })).toEqual([true, true]);
  // A third of the work is what the calls of a lender make.
  const mixed = (theirs: number[]) => [...stretches.filter((each) => each.at < onDay(46)), ...workdays({ device: aDevice('other'), days: daysFrom(46, 14) }), ...workdays({ device, days: theirs, hours: [10, 12, 18, 20] })];
  expect([[46, 48, 50], daysFrom(46, 14)].map((theirs) => checked({ stretches: mixed(theirs), checks: [document] })[1])).toEqual([false, true]);
});

test('after a closure for cause: what is shared with the closed account, and only where this one began after it', () => {
  const money: Sharing = { kind: 'payout_instrument', digest: 'bank', others: [{ account: 'b' }] };
  const life = { account: 'a', registeredAt: onDay(20), stretches: workdays({ days: daysFrom(20, 50) }), asOf: onDay(100) };
  const after = (closedAt: number, closed: 'for_cause' | 'by_holder' = 'for_cause') => of(life, aNeighbourhood('a', [money], [{ account: 'b', closed, closedAt: onDay(closedAt) }])).afterClosure;
  expect([after(10), after(45), after(60), after(10, 'by_holder')]).toEqual([true, true, false, false]);
  // By a tie as firm as L2 asks for as well, though none of it is what strangers never share; a page of work alone is not.
  const stay = { account: 'b', firstAt: onDay(-60), lastAt: onDay(10), days: 30 };
  const by = (...kinds: Sharing['kind'][]) => of(life, aNeighbourhood('a', kinds.map((kind): Sharing => ({ kind, digest: kind, own: { firstAt: onDay(20), lastAt: onDay(90) }, others: [stay] })), [{ account: 'b', closed: 'for_cause', closedAt: onDay(12) }])).afterClosure;
  expect([by('exit_ip', 'fingerprint', 'portfolio_url'), by('portfolio_url')]).toEqual([true, false]);
});

test('after a closure for cause: a flatmate met on two lines with an equal laptop, and a registered household, are none of it', () => {
  const life = { account: 'a', registeredAt: onDay(20), stretches: workdays({ days: daysFrom(20, 50) }), asOf: onDay(100) };
  const stay = { account: 'b', firstAt: onDay(-60), lastAt: onDay(60), days: 30 };
  const things = (...kinds: [Sharing['kind'], string][]) => kinds.map(([kind, digest]): Sharing => ({ kind, digest, own: { firstAt: onDay(20), lastAt: onDay(69), days: 30 }, others: [stay] }));
  const card = (over: object = {}) => [{ account: 'a', since: onDay(20) }, { account: 'b', since: onDay(-60), closed: 'for_cause' as const, closedAt: onDay(40), ...over }];
  const flat = things(['ip', 'line'], ['ip', 'line after it'], ['fingerprint', 'look']);
  expect(of(life, aNeighbourhood('a', flat, card())).afterClosure).toBe(false);
  const bank = things(['payout_instrument', 'bank']);
  expect(of(life, aNeighbourhood('a', bank, card())).afterClosure).toBe(true);
  expect(of({ ...life, versions: [aVersion({ organisation: 'home', kind: 'household_member' })] }, aNeighbourhood('a', bank, card({ organisation: 'home' }))).afterClosure).toBe(false);
});

test('a mover’s clocks go along; lines of the same country that answer much later leave the place open', () => {
  const moved = (zone: string) => of({ stretches: [...workdays({ days: daysFrom(0, 40) }), ...workdays({ days: daysFrom(60, 40), city: 'lima', device: aDevice('laptop', { timeZone: zone }) })], versions: [aVersion()] }).clockMoved;
  expect([moved('America/Lima') !== null, moved('Etc/UTC') !== null, moved('Asia/Tokyo') !== null]).toEqual([true, false, false]);
  const farther = (rttMs: number) => {
    const stretches = [...workdays({ days: daysFrom(0, 40), rttMs: 30 }), ...workdays({ days: daysFrom(40, 50), rttMs, device: aDevice('new') })];
    return of({ account: 'a', stretches, versions: [aVersion()] }, aNeighbourhood('a', [], [{ account: 'a', turnedAt: onDay(40) }]));
  };
  expect(farther(150)).toMatchObject({ fartherAway: [expect.any(String), expect.any(String)], placeFits: null, neverMoved: null });
  expect(farther(60)).toMatchObject({ fartherAway: null, placeFits: expect.any(Array), neverMoved: expect.any(Array) });
});

test('a device of their own is on no other account; one payout account since the first payout is steady', () => {
  const stretches = workdays({ days: daysFrom(0, 60), device: aDevice('own') });
  const token = stretches[0]!.device!.token!;
  expect(of({ stretches }).ownDevice).not.toBeNull();
  expect(of({ stretches }, aNeighbourhood('a', [{ kind: 'device_token', digest: token, others: [{ account: 'b' }] }])).ownDevice).toBeNull();
  const payout = (at: number, instrument: string) => ({ event: `p${at}`, at: onDay(at), instrument, amount: { amount: 1, currency: 'USD', usd: 1 } });
  expect(of({ payouts: [payout(1, 'x'), payout(9, 'x')] }).payoutSteady).not.toBeNull();
  expect(of({ payouts: [payout(1, 'x'), payout(9, 'y')] }).payoutSteady).toBeNull();
  expect(of({}, aNeighbourhood('a', [{ kind: 'payout_instrument', digest: 'x', others: [{ account: 'b' }, { account: 'c' }] }]))).toMatchObject({ ownPayout: false, payoutSharers: 2 });
});

test('an empty history has no circumstances', () => {
  expect(of({ registeredAt: null, versions: [] })).toMatchObject({ segment: null, ageDays: null, registered: null, liveCheckOnThisDevice: null, hoursSteady: null });
});
