import { BATCH_REFUSALS, readBatch } from '@/lib/intake/batch';
import { receiveEvents } from '@/lib/intake/commands/receive-events';
import { answerBearer } from '../bearer';
import { problem } from '../problem';

export const dynamic = 'force-dynamic';

/** Takes a batch of events. The answer comes once the good ones are durable. */
export async function POST(request: Request): Promise<Response> {
  // The key is asked for before the body is read: one without the scope shall not make us inflate anything.
  return answerBearer(request, 'events.receive', async (bearer) => {
    const length = request.headers.get('content-length');
    const body = await readBatch(request.body as AsyncIterable<Uint8Array> | null, {
      contentType: request.headers.get('content-type'), contentEncoding: request.headers.get('content-encoding'), contentLength: length === null ? null : Number(length),
    });
    if (!body.ok) {
      const { code, message, ...where } = body.refusal;
      return Response.json({ error: { code, message, ...where } }, { status: BATCH_REFUSALS[code] });
    }
    const received = await receiveEvents(bearer, { arrivals: body.items });
    if (!received.ok) return problem(received);
    const { accepted, duplicates, rejected } = received.value;
    return Response.json({ accepted, duplicates, rejected }, { status: 202 });
  });
}
