'use client';
import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon';

/** Says, where it is decided, when the measure chosen departs from the nearest decided cases. `warnings` by measure. The form stands before what this is read from: what is chosen is asked of the page. */
export function Departure({ warnings }: { warnings: Readonly<Record<string, string>> }) {
  const [measure, setMeasure] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setMeasure(document.querySelector<HTMLInputElement>('input[name="measure"]:checked')?.value ?? null);
    look();
    document.addEventListener('change', look);
    return () => document.removeEventListener('change', look);
  }, []);
  const words = measure === null ? undefined : warnings[measure];
  return <div role="status" className="departs">{words !== undefined && <p className="xs"><Icon name="scale" small /> {words}</p>}</div>;
}
