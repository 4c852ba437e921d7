import { decisionsFeed } from '@/lib/decisions/queries/feed';
import { answerBearer } from '../bearer';
import { problem } from '../problem';

export const dynamic = 'force-dynamic';

/** Decisions in the order in which they took effect or were lifted. */
export async function GET(request: Request): Promise<Response> {
  return answerBearer(request, 'ask.decisions', async (bearer) => {
    const asked = new URL(request.url).searchParams;
    const page = await decisionsFeed(bearer, { after: asked.get('after') ?? undefined, limit: asked.get('limit') ?? undefined });
    return page.ok ? Response.json(page.value) : problem(page);
  });
}
