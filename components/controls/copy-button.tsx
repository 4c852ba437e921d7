'use client';
import { useState } from 'react';
import { Icon } from '../ui/icon';

/** Copies an id; says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  function copy() {
    navigator.clipboard.writeText(text).then(() => setState('copied'), () => setState('failed')).finally(() => setTimeout(() => setState('idle'), 1_600));
  }
  return (
    <button type="button" className="btn bare sml" onClick={copy} aria-label={`Copy ${label}`}>
      <Icon name={state === 'copied' ? 'check' : 'copy'} small />
      <span role="status">{state === 'copied' ? 'Copied' : state === 'failed' ? 'Select and copy by hand' : ''}</span>
    </button>
  );
}
