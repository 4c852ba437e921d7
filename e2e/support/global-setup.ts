import { startStack, type StackFacts } from './stack';

/** One product for all ordinary specs. Those that kill parts of it start their own. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, databaseUrl, data, people, apiKey, stop } = await startStack({ name: 'shared' });
  const facts: StackFacts = { url, databaseUrl, data, people, apiKey };
  // Read by the test processes, and by the parts of the product that tests call directly (db/client, keys).
  process.env.COUNTERSIGN_E2E = JSON.stringify(facts);
  process.env.DATABASE_URL = databaseUrl;
  process.env.COUNTERSIGN_DATA = data;
  return stop;
}
