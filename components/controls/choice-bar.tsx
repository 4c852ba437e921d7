'use client';
import { ButtonLink } from '../ui/button';
import type { FormAction } from '../ui/form-state';
import { ClaimButton } from './claim-button';

/** What is done with the chosen rows: at once, or on a page that first says what it takes. Both get `cases`, ids with commas, as a field or in the address. */
export type ChoiceAct = { label: string; hotkey: string } & ({ action: FormAction } | { href: string; /** The page takes so many; of more it is told one too many, or the address would be too long to be read. */ most: number });

// Chosen rows outlive a page of the list: whoever turns the page, or looks into a case, finds them again.
let kept: ReadonlySet<string> = new Set();

/** What was chosen before, on this page or another. */
export const choicesKept = (): ReadonlySet<string> => kept;
export function keepChoices(ids: readonly string[]): void {
  kept = new Set(ids);
}

/** While rows are chosen: how many, what can be done with them, and a way back. Each is checked on its own before anything is done. */
export function ChoiceBar({ chosen, here, acts, clear }: { chosen: readonly string[]; /** Ids on this page. */ here: ReadonlySet<string>; acts: readonly ChoiceAct[]; clear: () => void }) {
  if (chosen.length === 0) return null;
  const elsewhere = chosen.filter((id) => !here.has(id)).length;
  return (
    <span className="row wrap">
      <b className="b" role="status">{chosen.length} chosen{elsewhere > 0 && `, ${elsewhere} on other pages`}</b>
      {acts.map((act) => ('href' in act
        ? <ButtonLink key={act.label} href={`${act.href}?cases=${chosen.slice(0, act.most + 1).join(',')}`} hotkey={act.hotkey} small prefetch={false}>{act.label}</ButtonLink>
        : <ClaimButton key={act.label} action={act.action} hidden={{ cases: chosen.join(',') }} hotkey={act.hotkey} tone="plain" small>{act.label}</ClaimButton>))}
      <button type="button" className="btn sml bare" onClick={clear}>Choose none</button>
    </span>
  );
}
