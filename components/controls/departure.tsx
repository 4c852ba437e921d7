'use client';
import { useEffect, useState } from 'react';
import { Notice } from '../ui/notice';

/** Says when the measure chosen on this page departs from the nearest decided cases. `warnings` by measure. */
export function Departure({ warnings }: { warnings: Readonly<Record<string, string>> }) {
  const [measure, setMeasure] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setMeasure(document.querySelector<HTMLInputElement>('input[name="measure"]:checked')?.value ?? null);
    look();
    document.addEventListener('change', look);
    return () => document.removeEventListener('change', look);
  }, []);
  const words = measure === null ? undefined : warnings[measure];
  return <div role="status">{words !== undefined && <Notice icon="scale">{words}</Notice>}</div>;
}
