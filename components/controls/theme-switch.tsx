'use client';
import { useState } from 'react';
import { Icon, type IconName } from '../ui/icon';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const FACE: Readonly<Record<Theme, { icon: IconName; word: string }>> = {
  system: { icon: 'monitor', word: 'System' },
  light: { icon: 'sun', word: 'Light' },
  dark: { icon: 'moon', word: 'Dark' },
};

/** Kept in a cookie, which the server reads for the next page: no flash, no script needed to keep it. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  function choose(next: Theme) {
    setChosen(next);
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    document.cookie = `countersign-theme=${next}; path=/; max-age=${365 * 24 * 3600}; samesite=lax`;
  }
  return (
    <div className="row" role="group" aria-label="Theme">
      {THEMES.map((name) => (
        <button key={name} type="button" className={`btn sml${chosen === name ? ' pri' : ''}`} aria-pressed={chosen === name} onClick={() => choose(name)}>
          <Icon name={FACE[name].icon} small />{FACE[name].word}
        </button>
      ))}
    </div>
  );
}
