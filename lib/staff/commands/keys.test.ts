import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { apiKeys } from '../../../db/schema';
import { VISITOR } from '../actor';
import { keyBearer } from '../queries/key-bearer';
import { addKey } from './add-key';
import { revokeKey } from './revoke-key';

sandbox();

async function newKey(scopes: Parameters<typeof addKey>[1]['scopes']) {
  const made = await addKey(await staffFor('admin'), { name: 'platform', scopes });
  if (!made.ok) throw new Error(made.words);
  return made.value;
}
const bearer = (secret: string) => keyBearer(VISITOR, { authorization: `Bearer ${secret}` });

test('key.add: the secret is told once, stored as a digest, and opens the door with its scopes', async () => {
  const key = await newKey(['events:write', 'decisions:read', 'events:write']);
  expect(key.secret).toMatch(/^csk_[\w-]{43}$/);
  expect(await bearer(key.secret)).toEqual({ ok: true, value: { kind: 'platform', id: key.id, name: 'platform', scopes: ['decisions:read', 'events:write'] } });
  const [row] = await reading().select().from(apiKeys).where(eq(apiKeys.id, key.id));
  expect(JSON.stringify(row)).not.toContain(key.secret);
  const line = (await linesOf('main')).at(-1);
  expect(line).toMatchObject({ command: 'key.add', says: 'made the API key platform', refs: { key: key.id } });
  expect(JSON.stringify(line)).not.toContain(key.secret);
});

test('key.add: a key without scopes is none', async () => {
  expect(await addKey(await staffFor('admin'), { name: 'x', scopes: [] })).toMatchObject({ ok: false, code: 'invalid', fields: { scopes: 'Choose at least one scope.' } });
});

test('key.revoke: the next request with the key is refused, and a second revocation finds nothing', async () => {
  const key = await newKey(['events:write']);
  const cleo = await staffFor('admin');
  expect(await revokeKey(cleo, { id: key.id })).toMatchObject({ ok: true });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'key.revoke', actor: cleo.id, refs: { key: key.id } });
  expect(await bearer(key.secret)).toMatchObject({ ok: false, code: 'not-signed-in' });
  expect(await revokeKey(cleo, { id: key.id })).toMatchObject({ ok: false, code: 'not-found' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'key.revoke', refusal: 'not-found' });
});

test('only what is written as Bearer and known opens the door', async () => {
  for (const authorization of [null, '', 'Basic abc', 'Bearer', 'Bearer csk_unknown']) expect(await keyBearer(VISITOR, { authorization })).toMatchObject({ ok: false, code: 'not-signed-in' });
});
