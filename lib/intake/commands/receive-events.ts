import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { keepEvents, type Arrival } from './keep-events';

/** One batch of events over HTTP. Accepted means committed; one bad event never harms its neighbours. */
export const receiveEvents = command({
  name: 'events.receive',
  input: z.object({ arrivals: z.custom<readonly Arrival[]>(Array.isArray) }),
  async run({ input, actor, now, tx }) {
    const received = await keepEvents(tx, input.arrivals, { actor, now, source: 'http' });
    const says = `sent ${input.arrivals.length} events: ${received.accepted} kept, ${received.duplicates} known already, ${received.rejected.length} refused`;
    return done(received, entry('main', says, { refs: { batch: received.batch } }));
  },
});
