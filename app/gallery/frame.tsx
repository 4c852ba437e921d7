import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { STANDARD_SETTINGS, type Settings } from '@/lib/staff/settings';
import { answerDone, signOut } from './actions';

/** The console's shell around a gallery screen, with its screens as navigation. */
export function GalleryShell({ settings, tourHref, children }: { /** Whose tour is over, unless a screen shows it. */ settings?: Partial<Settings>; tourHref?: string; children: ReactNode }) {
  return (
    <Shell
      start="/gallery/queue"
      navigation={[
        { label: 'Inbox', href: '/gallery/inbox', icon: 'bell', count: 3, hotkey: 'g m' },
        { label: 'Queue', href: '/gallery/queue', icon: 'inbox', count: 41, hotkey: 'g q' },
        { label: 'Reviews', href: '/gallery/review', icon: 'stamp', count: 4, hotkey: 'g r' },
        { label: 'Appeals', href: '/gallery/hearing', icon: 'scale', count: 2, hotkey: 'g a' },
        { label: 'Rings', href: '/gallery/rings', icon: 'users-round', hotkey: 'g o' },
        { label: 'Policy', href: '/gallery/policy', icon: 'sliders-horizontal', hotkey: 'g p' },
        { label: 'Account', href: '/gallery/account', icon: 'user-round' },
        { label: 'Audit', href: '/gallery/audit', icon: 'book-check', hotkey: 'g l' },
        { label: 'Case', href: '/gallery/case', icon: 'hand' },
        { label: 'Parts', href: '/gallery/parts', icon: 'layers' },
      ]}
      footNavigation={[{ label: 'Health', href: '/gallery/health', icon: 'heart-pulse' }]}
      viewer={{ id: 'staff_ada', name: 'Ada', role: 'moderator', email: 'ada@worklane.example' }}
      settings={{ ...STANDARD_SETTINGS, tour: { state: 'done', step: 0 }, ...settings }}
      change={answerDone}
      takeTour={answerDone}
      tourHref={tourHref}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}
