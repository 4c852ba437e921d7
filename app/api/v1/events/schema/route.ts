import schema from '@/docs/contract/events.schema.json';

export const dynamic = 'force-static';

/** The contract of events, as JSON Schema. */
export function GET(): Response {
  return Response.json(schema, { headers: { 'content-type': 'application/schema+json' } });
}
