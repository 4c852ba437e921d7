import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { signOut } from './actions';

/** The console's shell around a gallery screen, with its screens as navigation. */
export async function GalleryShell({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get('countersign-theme')?.value;
  return (
    <Shell
      navigation={[
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
      viewer={{ name: 'Ada', role: 'moderator', email: 'ada@worklane.example' }}
      theme={chosen === 'light' || chosen === 'dark' ? chosen : 'system'}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}
