'use client';
import { Button } from '../ui/button';
import { useHydrated } from './use-hydrated';

/** Prints the page through the browser; what paper shows is a matter of its styles, however printing began. Its room is kept, and it is there once it can. */
export function PrintButton() {
  return <Button className={useHydrated() ? undefined : 'invisible'} small tone="bare" icon="printer" hotkey="e p" data-key-label="Print the dossier" onClick={() => window.print()}>Print</Button>;
}
