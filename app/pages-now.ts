import 'server-only';
import { cache } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { platformPagesSet } from '@/lib/evidence/queries/platform-pages';
import { signedIn } from '@/lib/kernel/action';

/** Where the platform's own pages are, asked once a request; without them ids are plain. */
export const pagesNow = cache(async (): Promise<PlatformPages> => {
  const found = await platformPagesSet(await signedIn(), {});
  return found.ok ? found.value : NO_PAGES;
});
