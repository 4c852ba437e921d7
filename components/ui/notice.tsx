import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** A message where it belongs, never floating away. `role`: alert interrupts a screen reader, status waits, note says nothing by itself. */
export function Notice({ icon, tone = 'plain', role = 'note', raised = false, act, children }: {
  icon?: IconName;
  tone?: 'plain' | 'brick';
  role?: 'alert' | 'status' | 'note';
  raised?: boolean;
  /** What can be done about it: a button. */
  act?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`notice${tone === 'brick' ? ' brick' : ''}${raised ? ' raised' : ''}`} role={role === 'note' ? undefined : role}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {act}
    </div>
  );
}
