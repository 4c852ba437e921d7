import { eq } from 'drizzle-orm';
import { reading } from '@/db/client';
import { holderPages } from '@/db/schema';
import { pageToken } from '@/lib/enforcement/adapters/page-address';

/** The private address's last part for a decision whose notice was written. */
export async function tokenFor(decision: string): Promise<string> {
  const [page] = await reading().select({ id: holderPages.id }).from(holderPages).where(eq(holderPages.decision, decision));
  if (!page) throw new Error(`Nobody was told of ${decision}.`);
  return pageToken(page.id);
}
