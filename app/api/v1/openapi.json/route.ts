import description from '@/docs/openapi.json';

export const dynamic = 'force-static';

/** The description of this API, in OpenAPI 3.1. */
export function GET(): Response {
  return Response.json(description);
}
