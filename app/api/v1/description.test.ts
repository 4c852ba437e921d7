import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIFTING_CAUSES } from '@/lib/decisions/decision';
import { FEED_STATES } from '@/lib/decisions/feed';
import { MEASURES } from '@/lib/decisions/kinds';
import { ORDER_KINDS } from '@/lib/decisions/order-draft';
import { orderBody } from '@/lib/enforcement/order';
import { secretOf, signedHeaders } from '@/lib/enforcement/signature';
import { BATCH_REFUSALS } from '@/lib/intake/batch';
import { INTAKE_LIMITS } from '@/lib/intake/limits';
import { EVENT_REFUSAL_CODES } from '@/lib/intake/refusal';
import { newId } from '@/lib/kernel/ids';
import { REFUSALS } from '@/lib/kernel/refusal';
import { BANDS } from '@/lib/risk/assessment';
import { FAMILIES, STRENGTHS } from '@/lib/signals/signal';
import { DESCRIPTION, flawsOf } from './described.fixture';
import { GET as readDescription } from './openapi.json/route';
import { GET as readSchema } from './events/schema/route';

const HERE = import.meta.dirname;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** "GET /api/v1/decisions" of every route file: the folder is the path, the exported functions are the methods. */
function routes(): string[] {
  return readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)route\.ts$/.test(file)).flatMap((file) => {
    const path = `/api/v1/${file.replace(/\/?route\.ts$/, '')}`.replaceAll('[', '{').replaceAll(']', '}');
    return [...readFileSync(`${HERE}/${file}`, 'utf8').matchAll(/^export (?:async )?function ([A-Z]+)\(/gm)].map(([, method]) => `${method} ${path}`);
  });
}

test('every route is in the description, and everything in the description is a route', () => {
  const told = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(routes().sort()).toEqual(told.sort());
  expect(routes().every((route) => METHODS.includes(route.split(' ')[0] ?? ''))).toBe(true);
});

test('the description and the contract are served as they stand', async () => {
  expect(await readDescription().json()).toEqual(DESCRIPTION);
  expect(await readSchema().json()).toEqual(JSON.parse(readFileSync('docs/contract/events.schema.json', 'utf8')));
});

test('operations have names of their own, every path parameter is declared, and every schema compiles', () => {
  const operations = [...Object.entries(DESCRIPTION.paths), ...Object.entries(DESCRIPTION.webhooks)].flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect((operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath);
    expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
  }
  for (const name of Object.keys(DESCRIPTION.components.schemas)) expect(() => flawsOf({}, 'components', 'schemas', name)).not.toThrow();
  for (const type of ['application/json', 'application/x-ndjson']) expect(() => flawsOf({}, 'paths', '/api/v1/events', 'post', 'requestBody', 'content', type, 'schema')).not.toThrow();
});

const valuesAt = (schema: string, ...steps: readonly string[]): readonly unknown[] =>
  (steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], DESCRIPTION.components.schemas[schema]) as { enum: readonly unknown[] }).enum;

test('the description lists the codes, bands, families and kinds that the code has', () => {
  expect(valuesAt('BatchProblem', 'properties', 'error', 'properties', 'code')).toEqual(Object.keys(BATCH_REFUSALS));
  expect(valuesAt('Rejection', 'properties', 'code')).toEqual([...EVENT_REFUSAL_CODES, 'id-conflict']);
  expect(Object.keys(REFUSALS)).toEqual(expect.arrayContaining([...valuesAt('Problem', 'properties', 'error', 'properties', 'code')]));
  expect(valuesAt('Family')).toEqual(FAMILIES);
  expect(valuesAt('Assessment', 'properties', 'band')).toEqual(BANDS);
  expect(valuesAt('Assessment', 'properties', 'strength')).toEqual(STRENGTHS);
  expect(valuesAt('DecisionChange', 'properties', 'state')).toEqual(FEED_STATES);
  expect(valuesAt('DecisionChange', 'properties', 'cause')).toEqual([...LIFTING_CAUSES.filter((cause) => cause !== 'withdrawn'), null]);
  const batch = DESCRIPTION.paths['/api/v1/events']?.post?.requestBody?.content?.['application/json']?.schema as { oneOf: readonly { maxItems?: number }[] };
  expect(batch.oneOf[0]?.maxItems).toBe(INTAKE_LIMITS.batchEvents);
});

/** Fields that each measure accepts: one set for each kind of order and a little more. */
const FIELDS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  ask: [{ questions: ['Who used the second laptop?'], days: 7 }, { questions: ['One?', 'Two?', 'Three?', 'Four?', 'Five?'], days: 30 }],
  'step-up': [{ routes: ['bank_sign_in', 'live_check', 'live_check'], days: 7 }],
  'payout-hold': [{ cap: { amount: '1250.5', currency: 'EUR' }, hours: 72 }],
  restriction: [{ what: ['proposals', 'new_contracts'], days: 14 }],
  suspension: [{ days: 30 }],
  closure: [{ answersStory: 'Two other accounts are paid to the same wallet.' }],
  dismiss: [{}],
  watch: [{}],
};
const NOW = Date.UTC(2026, 7, 3, 9);

test('every order that a measure issues, and its opposite, is a body as the webhook section has it', () => {
  const kinds = new Set<string>();
  for (const measure of MEASURES) {
    for (const fields of FIELDS[measure.id] ?? expect.fail(`no fields for ${measure.id}`)) {
      const drafts = [...measure.orders(fields, NOW), ...measure.undo(fields, NOW)];
      for (const [index, draft] of drafts.entries()) {
        const body = orderBody(draft, { order: newId('order', NOW), account: 'acc/7', decision: newId('decision', NOW), issuedAt: NOW, replaces: index === 0 ? null : newId('order', NOW) });
        const sent: unknown = JSON.parse(JSON.stringify(body));
        expect(flawsOf(sent, 'webhooks', 'order', 'post', 'requestBody', 'content', 'application/json', 'schema')).toBeNull();
        kinds.add(body.kind);
      }
    }
  }
  expect([...kinds].sort()).toEqual([...ORDER_KINDS].sort());
});

test('the webhook section refuses a body with a field too many, an unknown kind, or the terms of another', () => {
  const good = orderBody({ kind: 'account.suspend', effective: { until: '2026-09-02T09:00:00Z', thereafter: 'ends' } }, { order: 'order_1', account: 'a', decision: 'decision_1', issuedAt: NOW });
  const place = ['components', 'schemas', 'Order'] as const;
  expect(flawsOf(good, ...place)).toBeNull();
  for (const bad of [{ ...good, extra: 1 }, { ...good, kind: 'account.delete' }, { ...good, kind: 'account.close' }, { ...good, effective: { ...good.effective, until: 'soon' } }]) expect(flawsOf(bad, ...place)).not.toBeNull();
});

test('the headers of a delivery are those of the webhook section', () => {
  const headers = signedHeaders(newId('order', NOW), NOW, '{}', [secretOf(Buffer.alloc(32, 1)), secretOf(Buffer.alloc(32, 2))]);
  const told = DESCRIPTION.webhooks.order?.post?.parameters ?? [];
  expect(told.map((one) => one.name)).toEqual(Object.keys(headers));
  for (const [index, { name }] of told.entries()) expect(flawsOf(headers[name as keyof typeof headers], 'webhooks', 'order', 'post', 'parameters', String(index), 'schema')).toBeNull();
});
