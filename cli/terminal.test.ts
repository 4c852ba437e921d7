import { createServer, connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { wordsOf } from './terminal';

test('what went wrong is said without the query around it', () => {
  expect(wordsOf(new Error('Failed query: select 1 where email = $1', { cause: new Error('deadlock detected') }))).toBe('deadlock detected');
  expect(wordsOf('stopped')).toBe('stopped');
});

test('a host that answers at none of its addresses is told by each of them', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  const error = await new Promise<Error>((resolve) => {
    connect({ host: 'database.example', port, lookup: (_host, _options, found) => found(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]) }).once('error', resolve);
  });
  // Where a machine has no IPv6, the first is told in other words.
  expect(wordsOf(new Error('The database cannot be reached.', { cause: error }))).toMatch(new RegExp(`^connect E[A-Z]+ ::1:${port}.*; connect ECONNREFUSED 127\\.0\\.0\\.1:${port}$`));
});
