/**
 * How many events one core takes through the door: read a 500-event body, check each event, scrub it, digest its content.
 * Run: npx tsx bench/speed/intake.ts
 */
import { readBatch } from '../../lib/intake/batch';
import { checkEvent } from '../../lib/intake/event';
import { contentDigest } from '../../lib/intake/identifier';
import { scrub } from '../../lib/intake/scrub';

const EVENTS = 500;
const SECONDS = 3;
const key = new Uint8Array(32).fill(7);
const now = Date.now();
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0';

/** The mix of an ordinary day: mostly sessions and activity, some money and text. */
function eventAt(index: number): object {
  const common = { id: `bench-${index}`, at: new Date(now - index * 1_000).toISOString(), account: `acct-${index % 50}`, session: `s-${index % 80}` };
  switch (index % 10) {
    case 0: return { ...common, type: 'bid.placed', data: { client: `client-${index}`, price: { amount: 25, currency: 'EUR' }, hourly: true, proposal: 'I have mended three shops like yours and can start on Monday. '.repeat(10) } };
    case 1: return { ...common, type: 'payout.sent', data: { instrument: `EXAMPLE ${index} 0000 17`, amount: { amount: 120, currency: 'EUR' } } };
    case 2: case 3: case 4: return { ...common, type: 'activity.recorded', data: { kind: 'page' } };
    default: return { ...common, type: 'session.seen', data: { ip: `192.0.2.${index % 256}`, userAgent: AGENT, rttMs: 40, endedAt: common.at, device: { token: `device-${index % 60}`, platform: 'Linux', browser: 'Firefox 138', timeZone: 'Europe/Vienna', languages: ['de-AT', 'en'], screen: '1920x1080', gpu: 'Example GPU 4000', cores: 8, memoryGb: 16, fonts: 'f0f0', canvas: 'c0c0' } } };
  }
}

const body = Buffer.from(JSON.stringify(Array.from({ length: EVENTS }, (_, index) => eventAt(index))));
const parsed = JSON.parse(body.toString()) as unknown[];

/** Events a second of `work`, which takes one batch; the median of rounds of a fifth of a second. */
async function rateOf(work: () => unknown): Promise<number> {
  const rates: number[] = [];
  for (const until = performance.now() + SECONDS * 1_000; performance.now() < until;) {
    const from = performance.now();
    let batches = 0;
    for (; performance.now() - from < 200; batches += 1) await work();
    rates.push((batches * EVENTS * 1_000) / (performance.now() - from));
  }
  return rates.sort((one, other) => one - other)[Math.floor(rates.length / 2)] ?? 0;
}

function throughTheDoor(raws: readonly unknown[], digested: boolean): number {
  let kept = 0;
  for (const raw of raws) {
    const checked = checkEvent(raw, { now });
    if (!checked.ok) throw new Error(checked.refusal.message);
    kept += scrub(checked.event, key).identifiers.length;
    if (digested) kept += contentDigest(checked.event, key).length;
  }
  return kept;
}

const rates = {
  'check': await rateOf(() => parsed.every((raw) => checkEvent(raw, { now }).ok)),
  'check + scrub': await rateOf(() => throughTheDoor(parsed, false)),
  'check + scrub + content digest': await rateOf(() => throughTheDoor(parsed, true)),
  'read body + check + scrub + content digest': await rateOf(async () => {
    const read = await readBatch(body, { contentType: 'application/json' });
    return read.ok && throughTheDoor(read.items.map(({ raw }) => raw), true);
  }),
};
console.log(`${EVENTS} events a batch, ${body.byteLength} bytes, one core`);
for (const [name, rate] of Object.entries(rates)) console.log(`${name.padEnd(44)} ${Math.round(rate).toLocaleString('en')} events/s`);
