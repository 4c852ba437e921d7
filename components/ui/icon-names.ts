/** Every icon that the product uses. public/icons.svg draws exactly these; `UPDATE_SPRITE=1 npx vitest run components/ui/icon.test.ts` draws it again. */
export const ICON_NAMES = [
  'arrow-down-wide-narrow', 'arrow-left', 'arrow-right', 'at-sign', 'bell', 'book-check', 'calendar', 'chart-no-axes-column', 'check', 'chevron-down', 'chevron-left', 'chevron-right',
  'circle', 'circle-check', 'circle-dashed', 'circle-question-mark', 'clock', 'clock-3', 'copy', 'download', 'external-link', 'eye', 'eye-off', 'file-text', 'filter', 'globe',
  'hand', 'heart-pulse', 'history', 'hourglass', 'id-card', 'inbox', 'key-round', 'keyboard', 'laptop', 'layers', 'link-2', 'lock', 'log-out', 'map-pin', 'menu',
  'message-square', 'monitor', 'moon', 'network', 'paperclip', 'pen-line', 'plus', 'printer', 'refresh-cw', 'rotate-ccw', 'scale', 'scroll-text', 'search', 'send', 'settings', 'shield-check',
  'sliders-horizontal', 'snowflake', 'split', 'stamp', 'sun', 'table', 'triangle-alert', 'upload', 'user-round', 'users', 'users-round', 'wallet', 'x',
] as const;

export type IconName = (typeof ICON_NAMES)[number];
