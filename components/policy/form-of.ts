import type { Section } from '@/lib/policy/section';

/** Id of the form in which a part of a draft is written. */
export const formOf = (section: Section): string => `form-${section}`;
