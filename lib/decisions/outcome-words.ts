import { LIFTED } from '../cases/outcome';
import { measureNamed } from './ladder';

/** How a settled case ended, in words: "Suspension", "Suspension, lifted", "fell below". `cameTo`: what it came to since (`queries/came-to.ts`). */
export function outcomeWords(outcome: string, cameTo: string | null): string {
  return `${measureNamed(outcome)?.title ?? outcome.replaceAll('-', ' ')}${cameTo === LIFTED ? ', lifted' : ''}`;
}
