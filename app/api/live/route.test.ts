import { afterEach, expect, test, vi } from 'vitest';
import { Unreachable } from '@/lib/kernel/unreachable';
import { GET } from './route';

const { add, leave, viewer } = vi.hoisted(() => ({ add: vi.fn(), leave: vi.fn(), viewer: vi.fn() }));
vi.mock('@/lib/kernel/adapters/live', () => ({ hub: () => ({ add }), MISSED: 'missed' }));
vi.mock('@/lib/kernel/clock', () => ({ clock: { now: () => 1_700 } }));
vi.mock('@/lib/staff/adapters/session', () => ({ viewer }));
vi.mock('@/lib/kernel/env', () => ({ liveRecheckMs: () => 10 }));

afterEach(() => { vi.resetAllMocks(); });

test('a page that is closed while the hub opens leaves nothing behind', async () => {
  viewer.mockResolvedValue({ kind: 'staff' });
  let opened = (_: () => void): void => {};
  add.mockReturnValue(new Promise<() => void>((resolve) => { opened = resolve; }));
  const page = new AbortController();
  const answer = GET(new Request('http://localhost/api/live?topic=case', { signal: page.signal }));
  await vi.waitFor(() => { expect(add).toHaveBeenCalledOnce(); });
  page.abort();
  opened(leave);
  await answer;
  await vi.waitFor(() => { expect(leave).toHaveBeenCalledOnce(); });
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(viewer).toHaveBeenCalledOnce();
});

test('a session that ended closes the stream and leaves the hub', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockResolvedValue(leave);
  const response = await GET(new Request('http://localhost/api/live?topic=case'));
  expect(await response.text()).toBe('retry: 2000\n\nid: 1700\n\n');
  expect(leave).toHaveBeenCalled();
});

test('nobody is told to come back no more', async () => {
  viewer.mockResolvedValue(null);
  const response = await GET(new Request('http://localhost/api/live?topic=case'));
  expect([response.status, response.body]).toEqual([204, null]);
  expect(add).not.toHaveBeenCalled();
});

test('what is told once the head of the answer is there is heard', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  let tell = (_: object): void => {};
  add.mockImplementation(async (listener: typeof tell) => { tell = listener; return leave; });
  const response = await GET(new Request('http://localhost/api/live?topic=case'));
  tell({ topic: 'case', id: 'case_1' });
  tell({ topic: 'queue', id: 'case_2' });
  expect(await response.text()).toBe('retry: 2000\n\nid: 1700\n\nid: 1700\ndata: {"topic":"case","id":"case_1"}\n\n');
});

test('while the database is away an open stream waits, and a new one is an empty stream to come back to', async () => {
  const away = new Unreachable('gone');
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockResolvedValue(leave);
  expect(await (await GET(new Request('http://localhost/api/live?topic=case'))).text()).toBe(`retry: 2000\n\nid: 1700\n\n${': still here\n\n'.repeat(3)}`);
  viewer.mockRejectedValue(away);
  const empty = await GET(new Request('http://localhost/api/live?topic=case'));
  expect([empty.status, await empty.text()]).toEqual([200, 'retry: 2000\n\n']);
});

test('a stream begins where the page was rendered, or where the browser stopped hearing', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockResolvedValue(leave);
  const asked = ['http://localhost/api/live?topic=case&since=1500', 'http://localhost/api/live?topic=case'].map((url) => new Request(url));
  await GET(asked[0]!);
  await GET(asked[1]!);
  await GET(new Request(asked[0]!.url, { headers: { 'last-event-id': '1600' } }));
  expect(add.mock.calls.map(([, since]) => since as unknown)).toEqual([1_500, undefined, 1_600]);
});

test('a gap in what was heard is told for every topic that can be looked at anew', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockImplementation(async (listener: (live: object) => void) => { listener({ topic: 'missed', id: '' }); return leave; });
  const told = await (await GET(new Request('http://localhost/api/live?topic=queue&topic=case&topic=presence&since=1'))).text();
  expect([...told.matchAll(/data: (.*)/g)].map(([, data]) => JSON.parse(data!) as object)).toEqual([{ topic: 'queue', id: '' }, { topic: 'case', id: '' }]);
});

test('that something came to an inbox is told to its owner alone', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff', id: 'staff_ben' }).mockResolvedValue(null);
  let tell = (_: object): void => {};
  add.mockImplementation(async (listener: typeof tell) => { tell = listener; return leave; });
  const response = await GET(new Request('http://localhost/api/live?topic=inbox'));
  tell({ topic: 'inbox', id: 'staff_ada' });
  tell({ topic: 'inbox', id: 'staff_ben' });
  expect([...(await response.text()).matchAll(/data: (.*)/g)].map(([, data]) => JSON.parse(data!) as object)).toEqual([{ topic: 'inbox', id: 'staff_ben' }]);
});

const dataIn = (text: string) => [...text.matchAll(/data: (.*)/g)].map(([, data]) => JSON.parse(data!) as object);

test('an account, a ring and a tray are told of to whoever asked for them and may look, without whose act it was', async () => {
  const asked = 'http://localhost/api/live?topic=tray&topic=account:a1&topic=ring:r1&topic=queue';
  const messages = [
    { topic: 'queue', id: 'case_1', version: 3, about: ['account:a1', 'ring:r1'], by: 'staff_ben' }, { topic: 'about', id: '', about: ['account:a1', 'account:a2'], by: 'staff_ada' },
    { topic: 'tray', id: 'staff_ada', by: 'staff_ada' }, { topic: 'tray', id: 'staff_ben' },
  ];
  const told = async (who: object) => {
    viewer.mockResolvedValueOnce(who).mockResolvedValue(null);
    let tell = (_: object): void => {};
    add.mockImplementation(async (listener: typeof tell) => { tell = listener; return leave; });
    const response = await GET(new Request(asked));
    for (const message of messages) tell(message);
    return dataIn(await response.text());
  };
  expect(await told({ kind: 'staff', role: 'moderator', id: 'staff_ada' })).toEqual([
    { topic: 'account:a1', id: 'account:a1' }, { topic: 'ring:r1', id: 'ring:r1' }, { topic: 'queue', id: 'case_1', version: 3 }, { topic: 'account:a1', id: 'account:a1', mine: true }, { topic: 'tray', id: 'staff_ada', mine: true },
  ]);
  // An auditor has no tray.
  expect(await told({ kind: 'staff', role: 'auditor', id: 'staff_ada' })).not.toContainEqual(expect.objectContaining({ topic: 'tray' }));
  // Whoever is no staff hears of nobody's account.
  expect(await told({ kind: 'visitor', id: 'nobody' })).toEqual([{ topic: 'queue', id: 'case_1', version: 3 }]);
});

test('a topic that nobody knows is listened to in silence, whatever it is called', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockResolvedValue(leave);
  const response = await GET(new Request('http://localhost/api/live?topic=constructor&topic=__proto__'));
  expect([response.status, await response.text()]).toEqual([200, 'retry: 2000\n\nid: 1700\n\n']);
});
