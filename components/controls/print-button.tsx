'use client';
import { Button } from '../ui/button';

/** Prints the page through the browser; what paper shows is a matter of its styles, however printing began. */
export function PrintButton() {
  return <Button small tone="bare" icon="printer" hotkey="e p" data-key-label="Print the dossier" onClick={() => window.print()}>Print</Button>;
}
