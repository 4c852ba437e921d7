'use client';
import { Trouble } from '@/components/controls/trouble';

/** Something of ours broke while a page was made. What was typed elsewhere and what is kept stays as it was. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Trouble error={error} reset={reset} title="This page could not be made" lead="Nothing was changed by it. The fault is ours; try again in a moment." way={{ href: '/', label: 'To the start' }} />;
}
