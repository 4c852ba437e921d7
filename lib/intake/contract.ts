import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../../docs/contract/events.schema.json';
import { instantOf } from './instant-text';

/**
 * The contract (docs/contract/events.schema.json), compiled: one validator per event type, taken from the branches of its `oneOf`,
 * so that an error names the field that is wrong and never "must match exactly one schema".
 */
export type ContractType = {
  type: string;
  validate: ValidateFunction;
  /** Fields of `data` that hold instants. */
  instants: readonly string[];
};

type Json = { readonly [key: string]: unknown };

const ajv = new Ajv2020({ allErrors: false, strict: true, strictTypes: false, strictRequired: false, ownProperties: true });
addFormats(ajv);
// One reading of instants in the whole product: what the format accepts, instantOf can read.
ajv.addFormat('date-time', { type: 'string', validate: (text: string) => instantOf(text) !== null });

const root = schema as unknown as Json;

export const CONTRACT: ReadonlyMap<string, ContractType> = new Map(
  (root['oneOf'] as readonly Json[]).map((branch) => {
    const own = branch['properties'] as { type: { const: string }; data: Json };
    const compiled: ContractType = { type: own.type.const, validate: ajv.compile(wholeSchema(branch)), instants: instantsIn(own.data) };
    return [compiled.type, compiled];
  }),
);

/** The branch laid over the common fields: one closed object. */
function wholeSchema(branch: Json): Json {
  return {
    $schema: root['$schema'],
    type: 'object',
    required: [...(root['required'] as string[]), ...((branch['required'] as string[] | undefined) ?? [])],
    additionalProperties: false,
    properties: { ...(root['properties'] as Json), ...(branch['properties'] as Json) },
    $defs: root['$defs'],
  };
}

function instantsIn(data: Json): readonly string[] {
  const fields = (data['properties'] ?? {}) as { readonly [field: string]: Json };
  return Object.keys(fields).filter((field) => fields[field]?.['$ref'] === '#/$defs/instant');
}

/** Every field name the contract knows, and whether it ever holds an object or a list of objects. */
export const FIELDS: ReadonlyMap<string, { holdsObjects: boolean }> = fieldsOf(root);

function fieldsOf(from: unknown, found = new Map<string, { holdsObjects: boolean }>()): Map<string, { holdsObjects: boolean }> {
  if (Array.isArray(from)) from.forEach((part) => fieldsOf(part, found));
  else if (typeof from === 'object' && from !== null) {
    const { properties } = from as { properties?: Json };
    for (const [name, field] of Object.entries(properties ?? {})) {
      found.set(name, { holdsObjects: (found.get(name)?.holdsObjects ?? false) || holdsObjects(field as Json) });
    }
    Object.values(from).forEach((part) => fieldsOf(part, found));
  }
  return found;
}

function holdsObjects(field: Json): boolean {
  const target = typeof field['$ref'] === 'string' ? ((root['$defs'] as Json)[field['$ref'].replace('#/$defs/', '')] as Json) : field;
  return target['type'] === 'object' || (target['items'] as Json | undefined)?.['type'] === 'object';
}

/** What each pattern of the contract asks for, in words; a test holds that none is without. */
export const PATTERN_WORDS: Readonly<Record<string, string>> = {
  '^[^\\u0000-\\u001f\\u007f]+$': 'must not hold control characters',
  '^[A-Z]{2}$': 'must be a country as two capital letters (ISO 3166-1 alpha-2)',
  '^[A-Z]{3}$': 'must be a currency as three capital letters (ISO 4217)',
  '^[0-9a-f]{16}$': 'must be a 64-bit hash as 16 lower-case hexadecimal digits',
  '^[0-9]{2,5}x[0-9]{2,5}$': 'must be a screen size such as 1920x1080',
};

/** What each format of the contract asks for, in words. */
export const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'date-time': 'must be an RFC 3339 instant with an offset, such as 2026-03-02T09:30:00Z',
  date: 'must be a calendar date such as 1990-02-28',
  email: 'must be an e-mail address',
  uri: 'must be an absolute address such as https://example.com/work',
  ipv4: 'must be an IPv4 or IPv6 address as text',
  ipv6: 'must be an IPv4 or IPv6 address as text',
};
