import { ButtonLink } from '@/components/ui/button';
import { nextReview } from '@/lib/decisions/queries/reviews';
import type { Staff } from '@/lib/staff/actor';

/** On from a reading that was made to the next one that waits for this person; nothing where none does. */
export async function NextReview({ me }: { me: Staff }) {
  const ahead = await nextReview(me, {});
  if (!ahead.ok || ahead.value === null) return null;
  const { decision, wave } = ahead.value;
  return <ButtonLink href={wave === null ? `/reviews/${decision}` : `/reviews/waves/${wave}`} small hotkey="n">Next review</ButtonLink>;
}
