import type { QueueAsked } from './queue';

/** Without a schema, since the browser reads it too: the address of a list of the queue. */
const NOTHING: QueueAsked = { view: 'open', sort: 'priority', band: [], stake: null, q: '', held: null, group: null, state: null, family: null, after: null, open: null };

/** The address of the queue as asked, with what is changed; what is as usual is left out. */
export function queueAddress(asked: Partial<QueueAsked>, changed: Partial<QueueAsked> = {}, base = '/queue'): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...NOTHING, ...asked, ...changed })) {
    if (Array.isArray(value)) for (const one of value) params.append(name, one);
    else if (value !== NOTHING[name as keyof QueueAsked] && value !== null) params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? base : `${base}?${text}`;
}
