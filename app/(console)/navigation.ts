import type { QuestionName } from '@/lib/staff/permissions';

/** The one list of screens: label, address, icon, key, and the question that a person must be allowed to ask to see it. */
export const SCREENS = [
  { label: 'Inbox', href: '/inbox', icon: 'bell', hotkey: 'g m', question: 'ask.inbox', counts: 'inbox' },
  { label: 'Queue', href: '/queue', icon: 'inbox', hotkey: 'g q', question: 'ask.queue', counts: 'queue' },
  { label: 'Reviews', href: '/reviews', icon: 'stamp', hotkey: 'g r', question: 'ask.reviews', counts: 'reviews' },
  { label: 'Appeals', href: '/appeals', icon: 'scale', hotkey: 'g a', question: 'ask.appeals', counts: 'appeals' },
  { label: 'Rings', href: '/rings', icon: 'users-round', hotkey: 'g o', question: 'ask.rings', counts: null },
  { label: 'Tray', href: '/bulk', icon: 'layers', hotkey: 'g b', question: 'ask.tray', counts: 'tray' },
  { label: 'Deliveries', href: '/deliveries', icon: 'send', hotkey: 'g d', question: 'ask.deliveries', counts: 'deliveries' },
  { label: 'Imports', href: '/imports', icon: 'upload', hotkey: 'g i', question: 'ask.imports', counts: null },
  { label: 'Policy', href: '/policy', icon: 'sliders-horizontal', hotkey: 'g p', question: 'ask.policy', counts: null },
  { label: 'Audit', href: '/audit', icon: 'book-check', hotkey: 'g l', question: 'ask.ledger', counts: null },
  { label: 'Staff', href: '/staff', icon: 'users', hotkey: 'g s', question: 'ask.staff', counts: null },
  { label: 'API keys', href: '/keys', icon: 'key-round', hotkey: 'g k', question: 'ask.keys', counts: null },
  { label: 'Settings', href: '/settings', icon: 'settings', hotkey: 'g ,', question: 'ask.settings', counts: null },
] as const satisfies readonly { label: string; href: string; icon: string; hotkey: string; question: QuestionName; counts: 'inbox' | 'queue' | 'reviews' | 'appeals' | 'deliveries' | 'tray' | null }[];
