import type { Family } from '@/lib/signals/signal';
import type { IconName } from './icon-names';

export type { IconName } from './icon-names';

/** A drawing from public/icons.svg, fetched once and cached. Never alone: a word stands beside it, or the control has a name. */
export function Icon({ name, small = false, className = '' }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg className={`i${small ? ' s' : ''}${className === '' ? '' : ` ${className}`}`} aria-hidden="true" focusable="false">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** Each family by icon and by the word people read; geography is shown as place. */
export const FAMILY: Readonly<Record<Family, { icon: IconName; word: string }>> = {
  geography: { icon: 'map-pin', word: 'place' },
  network: { icon: 'network', word: 'network' },
  device: { icon: 'laptop', word: 'device' },
  identity: { icon: 'id-card', word: 'identity' },
  payout: { icon: 'wallet', word: 'payout' },
  time: { icon: 'clock', word: 'time' },
  communication: { icon: 'message-square', word: 'communication' },
  content: { icon: 'file-text', word: 'content' },
  links: { icon: 'link-2', word: 'links' },
  consequence: { icon: 'triangle-alert', word: 'consequence' },
};

/** Icons of acts and states; one meaning each. */
export const ACT = {
  countersign: 'stamp', sealed: 'snowflake', covered: 'eye-off', reveal: 'eye', refused: 'lock', differs: 'split', agrees: 'check',
  unknown: 'circle-question-mark', notYet: 'circle-dashed', done: 'circle-check', waiting: 'hourglass', due: 'clock-3', ring: 'users-round',
  changed: 'refresh-cw', ledger: 'book-check', appeal: 'scale', order: 'send', note: 'message-square', failed: 'triangle-alert',
} as const satisfies Record<string, IconName>;
