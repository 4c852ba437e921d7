'use client';
import { useRef, useState } from 'react';
import { Icon } from '../ui/icon';

type Copied = 'idle' | 'copied' | 'selected';

/**
 * Copies a text; says so for a moment. Over plain http that is not this machine browsers give pages no clipboard: what was to be copied is then shown and
 * selected, and the person copies it by their own key.
 */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<Copied>('idle');
  const shown = useRef<HTMLTextAreaElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      setTimeout(() => setState((now) => (now === 'copied' ? 'idle' : now)), 1_600);
    } catch {
      // No clipboard at all, or one that is closed to us.
      setState('selected');
      requestAnimationFrame(() => { shown.current?.focus(); shown.current?.select(); });
    }
  }
  return (
    <>
      <button type="button" className="btn bare sml" onClick={() => void copy()} aria-label={`Copy ${label}`}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} small />
      </button>
      <span role="status" className="xs q">{state === 'copied' ? 'Copied' : state === 'selected' ? 'Selected: press Ctrl or ⌘ with c' : ''}</span>
      {state === 'selected' && <textarea ref={shown} className="input id" rows={1} readOnly aria-label={`${label}, to be copied`} value={text} onBlur={() => setState('idle')} />}
    </>
  );
}
