'use client';
import { startTransition, useOptimistic } from 'react';
import type { Settings } from '@/lib/staff/settings';
import type { FormAction } from '../ui/form-state';
import { Icon, type IconName } from '../ui/icon';

export type Theme = Settings['theme'];

const FACE: Readonly<Record<Theme, { icon: IconName; word: string }>> = {
  system: { icon: 'monitor', word: 'System' },
  light: { icon: 'sun', word: 'Light' },
  dark: { icon: 'moon', word: 'Dark' },
};

/** Changes at once, and is kept with the person's settings, by which the server makes every next page. Field `theme`. */
export function ThemeSwitch({ theme, change }: { theme: Theme; change: FormAction }) {
  const [chosen, show] = useOptimistic(theme);
  function choose(next: Theme) {
    if (next === chosen) return;
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    const form = new FormData();
    form.set('theme', next);
    startTransition(async () => {
      show(next);
      await change(null, form);
    });
  }
  return (
    <div className="row" role="group" aria-label="Theme">
      {(Object.keys(FACE) as Theme[]).map((name) => (
        <button key={name} type="button" className={`btn sml${chosen === name ? ' pri' : ''}`} aria-pressed={chosen === name} onClick={() => choose(name)}>
          <Icon name={FACE[name].icon} small />{FACE[name].word}
        </button>
      ))}
    </div>
  );
}
