import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import contract from '@/docs/contract/events.schema.json';
import description from '@/docs/openapi.json';
import { OPERATOR, SCOPES, type Scope } from '@/lib/staff/actor';
import { addKey } from '@/lib/staff/commands/add-key';

type Media = { content?: Record<string, { schema: object }> };
type Operation = { operationId: string; security?: readonly object[]; parameters?: readonly { name: string; in: string; required: boolean; schema: object }[]; requestBody?: Media; responses: Record<string, Media & { $ref?: string }> };
export type Description = { paths: Record<string, Record<string, Operation>>; webhooks: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object>; responses: Record<string, Media> } };

export const DESCRIPTION = description as unknown as Description;

/** The description is a document of schemas: any place in it can be compiled by its JSON Pointer. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...contract, $id: '/api/v1/events/schema' });
ajv.addSchema({ ...description, $id: '/api/v1/openapi.json' });

/** What a value at this place of the description lacks; null where it fits. Throws where the place or a reference in it does not exist. */
export function flawsOf(value: unknown, ...place: readonly string[]): string | null {
  const pointer = place.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.compile({ $ref: `/api/v1/openapi.json#/${pointer}` });
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

/** The body of an answer, once the description has it: status, content type and shape. */
export async function described<Body = Record<string, never>>(method: 'get' | 'post', path: string, answer: Response): Promise<Body> {
  const told = DESCRIPTION.paths[path]?.[method]?.responses[String(answer.status)];
  expect(told, `${method} ${path} may answer ${answer.status}`).toBeDefined();
  const reference = told?.$ref?.split('/').slice(1);
  const place = reference ?? ['paths', path, method, 'responses', String(answer.status)];
  const media = (reference ? DESCRIPTION.components.responses[reference.at(-1) ?? ''] : told)?.content ?? {};
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  expect(Object.keys(media)).toContain(type);
  const body: unknown = await answer.json();
  expect(flawsOf(body, ...place, 'content', type, 'schema')).toBeNull();
  return body as Body;
}

/** `Authorization` of a fresh key with these scopes. */
export async function keyFor(...scopes: Scope[]): Promise<{ authorization: string }> {
  const added = await addKey(OPERATOR, { name: `test of ${scopes.join(' ')}`, scopes });
  if (!added.ok) throw new Error(added.words);
  return { authorization: `Bearer ${added.value.secret}` };
}

/** A fresh key that has every scope but this one. */
export const keyWithout = (scope: Scope): Promise<{ authorization: string }> => keyFor(...SCOPES.filter((one) => one !== scope));

export type Problem = { error: { code: string; message: string; fields?: Record<string, string> } };
