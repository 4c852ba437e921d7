import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type TagTone = 'neutral' | 'line' | 'teal' | 'ochre' | 'blue' | 'brick' | 'plum';

/** A short fact, 20 px high. Teal and ochre mean hands, brick means late or failed; a state brings its icon. */
export function Tag({ tone = 'neutral', icon, title, children }: { tone?: TagTone; icon?: IconName; title?: string; children: ReactNode }) {
  return (
    <span className={tone === 'neutral' ? 'tag' : `tag ${tone}`} title={title}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}
