import { plural } from '@/components/ui/words';

/** What claiming brought along, told on the page of the case: "It comes with 6 more cases of its ring, which are yours as well." */
export function togetherNews({ together }: { together: number }): string | null {
  return together === 0 ? null : `It comes with ${plural(together, 'more case', 'more cases')} of its ring, which ${together === 1 ? 'is' : 'are'} yours as well.`;
}
