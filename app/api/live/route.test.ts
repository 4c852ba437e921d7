import { afterEach, expect, test, vi } from 'vitest';
import { GET } from './route';

const { add, leave, viewer } = vi.hoisted(() => ({ add: vi.fn(), leave: vi.fn(), viewer: vi.fn() }));
vi.mock('@/lib/kernel/adapters/live', () => ({ hub: () => ({ add }) }));
vi.mock('@/lib/staff/adapters/session', () => ({ viewer }));
vi.mock('@/lib/kernel/env', () => ({ liveRecheckMs: () => 10 }));

afterEach(() => { vi.resetAllMocks(); });

test('a page that is closed while the hub opens leaves nothing behind', async () => {
  viewer.mockResolvedValue({ kind: 'staff' });
  let opened = (_: () => void): void => {};
  add.mockReturnValue(new Promise<() => void>((resolve) => { opened = resolve; }));
  const page = new AbortController();
  await GET(new Request('http://localhost/api/live?topic=case', { signal: page.signal }));
  page.abort();
  opened(leave);
  await vi.waitFor(() => { expect(leave).toHaveBeenCalledOnce(); });
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(viewer).toHaveBeenCalledOnce();
});

test('a session that ended closes the stream and leaves the hub', async () => {
  viewer.mockResolvedValueOnce({ kind: 'staff' }).mockResolvedValue(null);
  add.mockResolvedValue(leave);
  const response = await GET(new Request('http://localhost/api/live?topic=case'));
  expect(await response.text()).toBe('retry: 2000\n\n');
  expect(leave).toHaveBeenCalled();
});
