'use client';
import { Trouble } from '@/components/controls/trouble';

/** Something of ours broke while a screen was made. What was typed elsewhere and what is kept stays as it was. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Trouble error={error} reset={reset} title="This screen could not be made" lead="Nothing was changed by it. The fault is ours; the rest of the console goes on working." way={{ href: '/', label: 'To the start' }} />;
}
