import { plural } from '@/components/ui/words';

/** What claiming brought along, told on the page of the case: "It comes with 6 more cases of its ring, which are yours as well." */
export function togetherNews({ together: { length: more } }: { together: readonly unknown[] }): string | null {
  return more === 0 ? null : `It comes with ${plural(more, 'more case', 'more cases')} of its ring, which ${more === 1 ? 'is' : 'are'} yours as well.`;
}
