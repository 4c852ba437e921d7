import { expect, test } from 'vitest';
import { canonicalJson } from '../../kernel/canonical';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import { clientWeight } from '../../links/weight';
import { aCheck, aContract, aDeclaration, aDevice, aGiven, aHistory, aNeighbourhood, aProfile, aStretch, daysFrom, mallory, onDay, trent, workdays } from '../../signals/history.fixture';
import { deviceLabel, shortDay, span } from './labels';
import { panelsOf } from './given.fixture';
import { contentOf, DRAWN_PANELS, exhibitsFrom, panelIn, type PanelContent } from './index';
import { activeHours, fitOffset } from './clock';
import { mostly } from './hands';
import { crowdsShown, rarityWords } from './links';

const drawn = <Id extends PanelContent['panel']>(content: PanelContent, id: Id): Exclude<Extract<PanelContent, { panel: Id }>, { nothing: unknown }> => {
  if (content.panel !== id || 'nothing' in content) throw new Error(`${id} shows nothing`);
  return content as Exclude<Extract<PanelContent, { panel: Id }>, { nothing: unknown }>;
};

test('Mallory’s hands change on the day after the check, and her own laptop stays hers', () => {
  const given = panelsOf(mallory());
  expect(given.hands.turn).toMatchObject({ at: onDay(21), words: 'Four lanes change within 4 days' });
  expect(given.hands.turn!.changes.map(({ lane, says }) => `${lane}: ${says}`)).toEqual([
    'Network: 5 times likelier if hands changed', 'Device: 20 times likelier if hands changed', 'Hours: 5 times likelier if hands changed', 'Payout: 12 times likelier if hands changed',
  ]);
  expect(given.hands.turn!.to - given.hands.turn!.from).toBeGreaterThan(DAY);
  const [own, other] = [given.history.stretches[0]!, given.history.stretches.at(-1)!];
  expect(given.hands.ofStretch(own)).toBe('verified');
  expect(given.hands.ofStretch(other)).toBe('other');
});

test('of many crowds a few are shown, and no other is counted', () => {
  const { history, neighbourhood } = mallory();
  const crowds = aNeighbourhood('mallory', daysFrom(0, 40).map((n) => ({ kind: 'ip' as const, digest: `line ${String(n).padStart(2, '0')}`, accounts: 60, others: [] }))).identifiers;
  const around = { ...neighbourhood, identifiers: [...crowds, ...neighbourhood.identifiers] };
  const shown = crowdsShown(around);
  expect(shown.map(({ digest }) => digest)).toEqual(['line 00', 'line 01', 'line 02']);
  const graph = drawn(contentOf('links', panelsOf(aGiven(history, around), { crowds: new Map(shown.map(({ kind, digest }) => [`${kind} ${digest}`, 900])) })), 'links');
  expect(graph.identifiers.filter(({ hub }) => hub).map(({ accounts }) => accounts)).toEqual([900, 900, 900]);
});

test('the timeline draws seven lanes with the same handover', () => {
  const given = panelsOf(mallory());
  const timeline = drawn(contentOf('same-hands', given), 'same-hands');
  expect(timeline.lanes.map((lane) => lane.id)).toEqual(['place', 'network', 'device', 'checks', 'payout', 'profile']);
  const lane = (id: string) => timeline.lanes.find((each) => each.id === id)!;
  expect(lane('device').bars.map(({ hand, short }) => [hand, short])).toEqual([['verified', deviceLabel(aDevice('own laptop'))], ['other', deviceLabel(aDevice('other machine'))]]);
  expect(lane('network').bars.map(({ label }) => label)).toEqual(['Home broadband', 'Known VPN', 'Home broadband', 'Known VPN']);
  expect(lane('place').bars.map(({ hand }) => hand)).toEqual(['verified', 'unknown']);
  expect(lane('place').marks).toMatchObject([{ shape: 'diamond', hand: 'other', label: 'osaka' }]);
  expect(lane('payout').bars.map(({ hand }) => hand)).toEqual(['verified', 'other']);
  expect(lane('checks').marks.map(({ label }) => label)).toEqual(['Document passed', 'Live check passed']);
  expect(lane('profile').marks.map(({ label }) => label)).toEqual(['Summary']);
  expect(timeline.hours.length).toBeGreaterThan(5);
  expect(timeline.hours[0]!.hand).toBe('verified');
  expect(timeline.overview.weeks.reduce((sum, week) => sum + week.sessions, 0)).toBe(given.history.stretches.length);
});

test('nothing changes hands for Trent: his laptop travels with him', () => {
  const given = panelsOf(trent());
  expect(given.hands.turn).toBeNull();
  expect(drawn(contentOf('same-hands', given), 'same-hands').handover).toBeNull();
  const map = drawn(contentOf('geography', given), 'geography');
  expect(map.places.find(({ mark }) => mark === 'elsewhere')).toMatchObject({ label: 'near lisbon', hand: 'verified' });
  expect(drawn(contentOf('clock', given), 'clock')).toMatchObject({ inner: null, outer: { hand: 'verified' } });
});

test('a handover that a live check on the new device explains is not drawn', () => {
  const { history, neighbourhood } = mallory();
  const checked = { ...history, checks: [...history.checks, aCheck(onDay(30, 3), { check: 'liveness', session: `s${onDay(30, 3)}` })] };
  expect(panelsOf(aGiven(checked, neighbourhood)).hands.turn).toBeNull();
});

test('a new device that the holder declared at the time is nobody else’s hand, unless the finding outweighs it', () => {
  const { history, neighbourhood } = mallory();
  const told = { ...history, checks: history.checks.slice(0, 1), declarations: [aDeclaration('new_device', onDay(21), { verified: true }), aDeclaration('relocation', onDay(20), { verified: true })] };
  const given = panelsOf(aGiven(told, neighbourhood));
  expect(given.assessment.findings.find(({ signal }) => signal === 'D3')?.counted).toBeLessThan(0.4);
  expect(given.hands.turn).toBeNull();
  expect(panelsOf(aGiven({ ...told, declarations: [] }, neighbourhood)).hands.turn).not.toBeNull();
});

test('without a passed check nobody was verified', () => {
  const { history, neighbourhood } = mallory();
  const given = panelsOf(aGiven({ ...history, checks: [] }, neighbourhood));
  expect(given.hands.ofStretch(given.history.stretches[0]!)).toBe('unknown');
});

test('the map keeps exits apart from places, and draws the declared one without sessions', () => {
  const map = drawn(contentOf('geography', panelsOf(mallory())), 'geography');
  expect(map.places.map(({ mark, hand, radiusKm }) => [mark, hand, radiusKm])).toEqual([['declared', 'verified', 300], ['elsewhere', 'other', 300]]);
  expect(map.places[0]!.sources).toEqual([{ source: 'city', says: 'leeds, at the middle', offKm: 0 }, { source: 'country', says: 'GB, the country alone', offKm: null }]);
  expect(map.days.filter(({ elsewhere }) => elsewhere)).toHaveLength(1);
  const away = drawn(contentOf('geography', panelsOf(aGiven(aHistory({ stretches: workdays({ city: 'osaka', days: daysFrom(0, 5) }) })))), 'geography');
  expect(away.places[0]).toMatchObject({ mark: 'declared', sessions: 0 });
});

test('each source’s answers at a place are told by themselves, with the most that they lie off the middle', () => {
  const read = (lat: number, other: string | null) => ({ readings: [{ source: 'one', date: '2026-02-01', country: 'GB', city: 'leeds', lat: 53.8, lon: -1.55 }, { source: 'two', date: '2026-02-01', country: 'GB', city: other, lat: other === null ? null : lat, lon: other === null ? null : -1.55 }], agreed: true, country: 'GB', lat: 53.8, lon: -1.55, radiusKm: 50 });
  const stretches = [read(53.9, 'bradford'), read(53.9, 'bradford'), read(54.3, 'york'), read(0, null)].map((place, index) => ({ ...aStretch({ at: onDay(index, 9) }), place }));
  const map = drawn(contentOf('geography', panelsOf(aGiven(aHistory({ stretches })))), 'geography');
  expect(map.places[0]!.sources).toEqual([{ source: 'one', says: 'leeds, at the middle', offKm: 0 }, { source: 'two', says: 'bradford and 2 other answers, up to 56 km off the middle', offKm: 56 }]);
});

test('pairs that no journey explains become arcs with the distance, the minutes and both answers', () => {
  const leap = (day: number) => [aStretch({ at: onDay(day, 13) }), aStretch({ at: onDay(day, 13) + 38 * MINUTE, city: 'osaka', device: aDevice('second') })];
  const given = panelsOf(aGiven(aHistory({ stretches: [...workdays({ days: daysFrom(0, 10) }), ...leap(12), ...leap(13)] })));
  const map = drawn(contentOf('geography', given), 'geography');
  expect(map.arcs[0]).toMatchObject({ minutes: 38, says: expect.stringContaining('two devices'), when: expect.stringMatching(/^1\d Mar, 13:00 UTC and 1\d Mar, 13:38 UTC$/) });
  expect(map.stops.slice(0, 2)).toMatchObject([{ when: expect.stringMatching(/^1\d Mar, 13:00 UTC$/), places: 'leeds / GB', speed: null, network: 'Home broadband' }, { places: 'osaka / JP', speed: expect.stringMatching(/^[\d,]+ km\/h$/) }]);
});

test('the offset is found within half an hour of the truth, and a day around the clock fits none', () => {
  const days = daysFrom(0, 40);
  const nine = days.flatMap((day) => Array.from({ length: 9 }, (_, hour) => onDay(day, 9 + hour)));
  expect(fitOffset(nine)).toMatchObject({ offset: 0 });
  const west = fitOffset(nine.map((at) => at + 6 * HOUR))!;
  expect(west.offset).toBe(-6);
  expect(west.low).toBeLessThan(-6);
  expect(west.high).toBeGreaterThan(-6);
  const east = fitOffset(nine.map((at) => at - 9 * HOUR))!;
  expect(east.offset).toBe(9);
  expect(fitOffset(days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => onDay(day, hour))))).toBeNull();
  expect(activeHours(Array.from({ length: 24 }, (_, hour) => (hour >= 20 || hour < 4 ? 1 : 0)))).toEqual({ start: 20, end: 4 });
});

test.each([['Asia/Tokyo', 9], ['Asia/Kolkata', 5.5], ['America/New_York', -5]])('each device and each ring has one run of hours, and by UTC the same run by the offset of %s', (timeZone, offset) => {
  const { history, neighbourhood } = mallory();
  const there = { ...history, stretches: history.stretches.filter(({ at }) => at < onDay(5)), versions: history.versions.map((one) => ({ ...one, declared: one.declared === null ? null : { ...one.declared, timeZone } })) };
  const { outer, devices = [] } = drawn(contentOf('clock', panelsOf(aGiven(there, neighbourhood))), 'clock');
  const told = [/^(\d\d) to (\d\d) \((.*) to (.*) UTC\)\./.exec(outer!.says)!.slice(1), ...devices.map(({ says, utc }) => [...says.split(' to '), ...utc!.split(' to ')])];
  expect(told.length).toBeGreaterThan(1);
  const moved = (hour: string): string => {
    const at = (Number(hour) - offset + 24) % 24;
    return `${String(Math.floor(at)).padStart(2, '0')}${at % 1 === 0 ? '' : ':30'}`;
  };
  for (const [from, to, utcFrom, utcTo] of told) expect([utcFrom, utcTo]).toEqual([moved(from!), moved(to!)]);
  // Only the bar of a device speaks of that device.
  expect(outer!.says).not.toContain('D-');
});

test('where a clock was put forward between, both hours by UTC are told', () => {
  const { history, neighbourhood } = mallory();
  const days = Array.from({ length: 20 }, (_, day) => 17 + day);
  const stretches = days.map((day) => aStretch({ at: onDay(day, 9), minutes: 200 }));
  const given = panelsOf(aGiven({ ...history, stretches, activities: [], bids: [], timeLogs: [], versions: history.versions.map((one) => ({ ...one, declared: one.declared === null ? null : { ...one.declared, timeZone: 'Europe/London' } })) }, neighbourhood));
  const { inner, outer } = drawn(contentOf('clock', given), 'clock');
  expect([inner, outer].flatMap((ring) => ring?.says ?? []).join(' ')).toMatch(/\d\d to \d\d \(\d\d to \d\d, or \d\d to \d\d UTC\)/);
});

test('devices are named by digests and say who else shows them and what was traced', () => {
  const table = drawn(contentOf('devices', panelsOf(mallory())), 'devices');
  expect(table.devices).toMatchObject([{ hand: 'other', accounts: 3, remote: 'Remote desktop' }, { hand: 'verified', accounts: 1, remote: null }]);
  expect(table.devices.every(({ id }) => /^D-[0-9A-F]{4}$/.test(id))).toBe(true);
  expect(table.build?.device).toBe(table.devices[0]!.id);
});

test('links show other accounts by id, weigh every line, and draw a crowd that links nobody', () => {
  const { history, neighbourhood } = mallory();
  const hub = aNeighbourhood('mallory', [{ kind: 'exit_ip', digest: 'exit', others: Array.from({ length: 60 }, (_, index) => ({ account: `a${index}` })) }]).identifiers;
  const given = panelsOf(aGiven(history, { ...neighbourhood, identifiers: [...neighbourhood.identifiers, ...hub] }), { crowds: new Map([['exit_ip exit', 2140]]) });
  const graph = drawn(contentOf('links', given), 'links');
  expect(graph.accounts.map(({ label, role }) => [label, role])).toEqual([['Mallory', 'self'], ['oscar', 'other'], ['sybil', 'other']]);
  expect(graph.identifiers.find(({ hub: crowd }) => crowd)).toMatchObject({ accounts: 2140, rarity: null });
  expect(graph.edges.filter(({ identifier }) => identifier === 'exit_ip exit')).toEqual([{ account: 'mallory', identifier: 'exit_ip exit', weight: 0, solid: false, says: 'Shown by too many to say anything' }]);
  for (const { account, identifier, says } of graph.edges) expect(says, `${account} ${identifier}`).toMatch(identifier.startsWith('exit_ip') ? /too many/ : account === 'mallory' ? /, on \d+ days?$/ : /, on \d+ days?(; (not )?at one time with it)?; (.+ to belong together|counts no more than chance)$/);
  expect(graph.edges.find(({ identifier }) => identifier.startsWith('payout'))!.weight).toBeGreaterThan(3);
  expect(graph.why.map(({ words }) => words).sort()).toEqual(['2 others, at one time; undeclared', '2 others; undeclared', 'Shown by too many to say anything']);
  expect(rarityWords(1 / 9_431)).toBe('1 in 9,400');
});

test('a client of both is drawn with when its contracts began, how many accounts it has and what it counts', () => {
  const { history, neighbourhood } = mallory();
  const clients = [
    { client: 'cl_27', accounts: 3, weighedAs: 3, nats: clientWeight(3), workers: [{ account: 'mallory', contracts: 2, firstAt: onDay(3), lastAt: onDay(40) }, { account: 'oscar', contracts: 1, firstAt: onDay(9), lastAt: onDay(9) }] },
    { client: 'a client with a long id', accounts: 2, weighedAs: 5, nats: clientWeight(5), workers: [{ account: 'mallory', contracts: 1, firstAt: onDay(3), lastAt: onDay(3) }, { account: 'victor', contracts: 1, firstAt: onDay(9), lastAt: onDay(9) }] },
  ];
  const graph = drawn(contentOf('links', panelsOf(aGiven(history, neighbourhood), { clients })), 'links');
  expect(graph.accounts.map(({ id }) => id)).toEqual(['mallory', 'oscar', 'sybil', 'victor']);
  expect(graph.identifiers.filter(({ kind }) => kind === 'client')).toEqual([
    { id: 'client cl_27', label: 'cl_27', kind: 'client', accounts: 3, hub: false, rarity: null, client: 'cl_27' }, { id: 'client a client with a long id', label: 'a client with…', kind: 'client', accounts: 2, hub: false, rarity: null, client: 'a client with a long id' },
  ]);
  expect(graph.edges.filter(({ identifier }) => identifier === 'client cl_27')).toEqual([
    { account: 'mallory', identifier: 'client cl_27', weight: 1.55, solid: true, says: '2 contracts, begun 5 Mar to 11 Apr' },
    { account: 'oscar', identifier: 'client cl_27', weight: 1.55, solid: true, says: '1 contract, begun 11 Mar; 5 times likelier to belong together' },
  ]);
  expect(graph.why.slice(-2).map(({ words }) => words)).toEqual([
    'Client of 3 accounts; counts only beside something else that is shared',
    'Client a client with a long id of 2 accounts, weighed as one of 5: how common clients are is counted once a day at most; counts only beside something else that is shared',
  ]);
  expect(graph.describe).toContain('with 3 other accounts, and works for 2 clients of theirs. ');
});

test('links follow the days shown: what was shown before or after them says so, on the thing and on every line', () => {
  const { history, neighbourhood } = mallory();
  const clients = [{ client: 'later', accounts: 2, weighedAs: 2, nats: clientWeight(2), workers: [{ account: 'mallory', contracts: 1, firstAt: onDay(40), lastAt: onDay(40) }, { account: 'oscar', contracts: 1, firstAt: onDay(3), lastAt: onDay(3) }] }];
  const within = (from: number, to: number) => drawn(contentOf('links', panelsOf(aGiven(history, neighbourhood), { clients, range: { from: onDay(from), to: onDay(to) } })), 'links');
  const early = within(-40, -30);
  expect(early.identifiers.every(({ outside }) => outside)).toBe(true);
  expect(early.edges.every(({ outside, says }) => outside === says?.endsWith('; not in the days shown') && outside)).toBe(true);
  const edges = within(0, 20).edges.filter(({ identifier }) => identifier === 'client later');
  expect(edges.map(({ account, outside }) => [account, outside])).toEqual([['mallory', true], ['oscar', undefined]]);
});

test('money turns where another’s instrument begins, and amounts without a rate are named and left out', () => {
  const { history, neighbourhood } = mallory();
  const paid = { event: 'paid', at: onDay(26), instrument: 'second bank', amount: { amount: 380, currency: 'EUR', usd: 400 } };
  const odd = { event: 'odd', at: onDay(27), amount: { amount: 5, currency: 'XXX', usd: null }, contract: null, client: null };
  const given = panelsOf(aGiven({ ...history, payouts: [paid], earnings: [...history.earnings, odd] }, neighbourhood), { tails: new Map([['second bank', '0932']]) });
  const panel = drawn(contentOf('money', given), 'money');
  expect(panel.turn).toMatchObject({ at: onDay(24, 3) });
  expect(panel.instruments.map(({ id }) => id)).toEqual(['··0932', expect.stringMatching(/^P-[0-9A-F]{4}$/)]);
  expect(panel.weeks.find(({ paid: sum }) => sum > 0)).toMatchObject({ paid: 400, hand: 'other' });
  expect(panel.foot).toContain('EUR 380');
  expect(panel.foot).toContain('Left out, no rate is known: XXX');
  // What was paid out is told once, beside its time.
  expect(panel.innocent).not.toMatch(/\d/);
});

test('how pay left again is told from the day that the days shown begin with, where they cut some of it off, and until that which they end with', () => {
  const { history, neighbourhood } = mallory();
  const paid = { event: 'paid', at: onDay(26), instrument: 'second bank', amount: { amount: 400, currency: 'USD', usd: 400 } };
  const earned = (day: number) => ({ event: `earned ${day}`, at: onDay(day), amount: { amount: 500, currency: 'USD', usd: 500 }, contract: null, client: null });
  const whole = panelsOf(aGiven({ ...history, payouts: [paid], earnings: [earned(10), earned(20), earned(25), earned(28)] }, neighbourhood));
  const parts = (range = whole.range) => drawn(contentOf('money', { ...whole, range }), 'money').through!.map(({ when }) => when);
  expect(parts()).toEqual(['Until 26 Mar', 'Since 26 Mar']);
  expect(parts({ from: onDay(15), to: onDay(27) })).toEqual(['17 Mar to 26 Mar', '26 Mar to 28 Mar']);
});

test('checks of one sitting are one line, and a start without an outcome is told', () => {
  const history = aHistory({
    stretches: [aStretch({ at: onDay(1, 9), session: 'sitting' })],
    checks: [aCheck(onDay(1, 9), { check: 'document', session: 'sitting', document: 'd', documentType: 'passport' }), aCheck(onDay(1, 9) + 5 * MINUTE, { check: 'face_match', session: 'sitting' }), aCheck(onDay(5, 9), { outcome: 'started' }), aCheck(onDay(4), { outcome: 'abandoned' })],
  });
  const { steps } = drawn(contentOf('identity', panelsOf(aGiven(history))), 'identity');
  expect(steps.map(({ title, state }) => [title, state])).toEqual([['Live check started', 'started'], ['Live check not taken', 'abandoned'], ['Document and face passed', 'passed']]);
  expect(steps[2]!.says).toMatch(/^3 Mar, 09:00 UTC, on D-[0-9A-F]{4} at the declared place\. Passport [0-9A-F]{4}\.$/);
});

test('a picture tells since when it is shown, and each account with one like it how far apart, when, and which came first; a crowd is none', () => {
  const [face, older, card] = ['91ab0123456789cd', '0d4e0123456789cd', '7c020123456789cd'];
  const history = aHistory({
    account: 'own', asOf: onDay(60),
    profiles: [aProfile(onDay(2), { photoHash: older }), aProfile(onDay(5), { photoHash: older, headline: 'new' }), aProfile(onDay(20), { photoHash: face })],
    checks: [aCheck(onDay(3), { check: 'document', imageHash: card })],
  });
  const around = {
    ...aNeighbourhood('own', [{ kind: 'photo', digest: face, own: { firstAt: onDay(20) }, others: [{ account: 'oscar', firstAt: onDay(1) }] }, { kind: 'photo', digest: card, accounts: 60, others: [] }], [{ account: 'oscar' }, { account: 'sybil', closed: 'by_holder' as const }]),
    photoTwins: [{ account: 'sybil', own: face, theirs: '91ab0123456789c1', bits: 4, shared: 'pair', accounts: 3 }, { account: 'oscar', own: face, theirs: '91ab0123456789c0', bits: 2, shared: 'other pair', accounts: 3 }],
  };
  const given = panelsOf(aGiven(history, around), { pictures: new Map([['sybil 91ab0123456789c1', { from: onDay(29), to: onDay(40) }]]) });
  const { pictures, alike } = drawn(contentOf('identity', given), 'identity');
  expect(pictures).toEqual([
    { id: '91AB', says: 'Profile photo since 22 Mar', twins: [
      { account: 'oscar', bits: 0, says: '0 of 64 bits apart, the same to the bit; first seen there 3 Mar, 19 days before it came here' },
      { account: 'oscar', bits: 2, says: '2 of 64 bits apart, as one saved twice; when it was seen there is not known' },
      { account: 'sybil', bits: 4, says: '4 of 64 bits apart, as after a cut or a retouch; first seen there 31 Mar, 9 days after it came here; closed by its holder' },
    ] },
    { id: '7C02', says: 'Document check of 5 Mar', twins: [], crowd: 'On more than 50 accounts, as a stock picture is: it links nobody' },
    { id: '0D4E', says: 'Profile photo from 4 Mar until 22 Mar', twins: [] },
  ]);
  expect(alike).toMatch(/^Alike is what lies within 6 of 64 bits.*never an image.*Stock pictures/);
  expect(JSON.stringify(pictures)).not.toContain(face);
  const late = drawn(contentOf('identity', { ...given, range: { from: onDay(30), to: onDay(60) } }), 'identity').pictures!;
  expect(late.map(({ says }) => says.endsWith('not in the days shown'))).toEqual([false, true, true]);

  const graph = drawn(contentOf('links', given), 'links');
  // Who shows it to the bit is linked by that, and not once more.
  expect(graph.edges.filter(({ account, identifier }) => identifier === `photo ${face}` && account !== 'own').map(({ account, says }) => [account, says])).toEqual([['oscar', expect.stringMatching(/, on 20 days; /)], ['sybil', expect.stringMatching(/^4 of 64 bits apart; /)]]);
  expect(graph.describe).toContain('A picture like one of theirs is on 2 other accounts.');
});

test('a picture that others have only in nearly the same bits is a thing of the links by itself', () => {
  const twin = (account: string, bits: number) => ({ account, own: '91ab0123456789cd', theirs: `91ab0123456789c${bits}`, bits, shared: account, accounts: 3 });
  const graph = drawn(contentOf('links', panelsOf(aGiven(aHistory({ account: 'own' }), { ...aNeighbourhood('own', []), photoTwins: [twin('sybil', 5), twin('sybil', 3), twin('oscar', 1)] }))), 'links');
  expect(graph.identifiers).toEqual([{ id: 'photo 91ab0123456789cd', label: 'photo 91AB', kind: 'photo', accounts: 3, hub: false, rarity: null }]);
  expect(graph.edges.map(({ account, says }) => [account, says?.split(';')[0]])).toEqual([['own', 'Its own picture'], ['sybil', '3 of 64 bits apart'], ['oscar', '1 of 64 bits apart']]);
  expect(graph.why).toEqual([{ identifier: 'photo 91ab0123456789cd', words: '2 others, within 3 of 64 bits' }]);
});

test('alike texts stand side by side with what they share, cut around the first shared passage', () => {
  const shared = 'I have carefully read your requirement and I am confident to deliver';
  const long = `${'word '.repeat(500)}${shared} a clean front end.`;
  const given = panelsOf(mallory(), { texts: [{ field: 'resume', mine: { at: onDay(3), body: long }, theirs: { account: 'oscar', at: onDay(9), body: `${shared} a service.` }, jaccard: 0.413 }] });
  const { pairs } = drawn(contentOf('text', given), 'text');
  expect(pairs[0]).toMatchObject({ alike: 0.41, left: { title: 'Mallory, résumé of 5 Mar' }, right: { title: 'oscar, résumé of 11 Mar' } });
  expect(pairs[0]!.shared.some((phrase) => phrase.includes('carefully read your requirement'))).toBe(true);
  expect(pairs[0]!.left.text).toContain(shared);
});

test('every panel tells its times by UTC and by the clock that the account declares', () => {
  const { history, neighbourhood } = mallory();
  const inTokyo = { ...history, versions: history.versions.map((one) => ({ ...one, declared: one.declared === null ? null : { ...one.declared, timeZone: 'Asia/Tokyo' } })) };
  // Late sessions lie on the next day there.
  const late = [aStretch({ at: onDay(30, 22) }), aStretch({ at: onDay(30, 22) + 38 * MINUTE, city: 'osaka', device: aDevice('other machine') }), aStretch({ at: onDay(31, 22) }), aStretch({ at: onDay(31, 22) + 38 * MINUTE, city: 'osaka', device: aDevice('other machine') })];
  const given = panelsOf(aGiven({ ...inTokyo, contracts: [aContract('c1', onDay(3, 20))], stretches: [...inTokyo.stretches, ...late].sort((a, b) => a.at - b.at) }, neighbourhood), { texts: [{ field: 'resume', mine: { at: onDay(3, 20), body: 'one two three four' }, theirs: { account: 'oscar', at: onDay(9, 20), body: 'one two three four' }, jaccard: 1 }] });
  const told = Object.fromEntries(DRAWN_PANELS.map((panel) => [panel, contentOf(panel, given)]));
  expect(DRAWN_PANELS.map((panel) => [panel, 'zone' in told[panel]! ? told[panel].zone : null])).toEqual(DRAWN_PANELS.map((panel) => [panel, 'Asia/Tokyo']));
  const words = (panel: PanelContent['panel']) => JSON.stringify(told[panel]);
  expect(words('identity')).toMatch(/\d\d:\d\d UTC \((\d+ \w{3}, )?\d\d:\d\d Asia\/Tokyo\)/);
  for (const panel of ['geography', 'devices', 'text', 'clients'] as const) expect(words(panel), panel).toMatch(/\d+ \w{3} UTC \(.*?\d+ \w{3}, Asia\/Tokyo\)/);
  expect(drawn(told['clock']!, 'clock').outer!.says).toMatch(/^\d\d to \d\d \(\d\d to \d\d UTC\)/);
  const { handover, describe } = drawn(told['same-hands']!, 'same-hands');
  const by = { zone: 'Asia/Tokyo', now: handover!.at };
  expect(describe).toContain(`around ${shortDay(handover!.at, by)}, 9 times in 10 within ${span(handover!.from, handover!.to, by)}.`);
});

test('an account of which little is known has panels that say what was searched', () => {
  const given = panelsOf(aGiven(aHistory({ versions: [] })));
  const nothing = DRAWN_PANELS.filter((panel) => 'nothing' in contentOf(panel, given));
  expect(nothing).toEqual([...DRAWN_PANELS]);
});

test('every panel is plain JSON and is read back from the packet as it was shown', () => {
  for (const given of [panelsOf(mallory()), panelsOf(trent())]) {
    const exhibits = exhibitsFrom(given);
    expect(exhibits).toHaveLength(DRAWN_PANELS.length);
    const stored = JSON.parse(canonicalJson(exhibits)) as typeof exhibits;
    expect(canonicalJson(stored)).toBe(canonicalJson(exhibits));
    expect(canonicalJson(exhibits)).not.toMatch(/NaN|Infinity|null,null,null,null/);
    expect(stored.map((exhibit) => panelIn(exhibit)?.panel)).toEqual(DRAWN_PANELS.toSorted((a, b) => exhibits.findIndex((each) => panelIn(each)?.panel === a) - exhibits.findIndex((each) => panelIn(each)?.panel === b)));
  }
  expect(panelIn({ shape: 'table', title: 'Old', content: { words: 'x' } })).toBeNull();
});

test('the range is half a year, pulled back to before an earlier handover and never before the first trace', () => {
  const given = panelsOf(mallory());
  expect(given.range).toEqual({ from: onDay(0), to: given.history.asOf });
  const later = { ...given.history, asOf: given.history.asOf + 300 * DAY };
  expect(panelsOf(aGiven(later)).range.from).toBe(onDay(0));
});

test('a tie of hands says nothing', () => {
  expect(mostly(['verified', 'other'])).toBe('unknown');
  expect(mostly(['verified', 'verified', 'other'])).toBe('verified');
  expect(mostly(['other', 'unknown'])).toBe('other');
  expect(mostly([])).toBe('unknown');
});
