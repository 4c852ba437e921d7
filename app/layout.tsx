import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Patterns } from '@/components/ui/hands';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Countersign', template: '%s · Countersign' }, icons: '/favicon.svg', robots: { index: false, follow: false } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: [{ media: '(prefers-color-scheme: light)', color: '#ffffff' }, { media: '(prefers-color-scheme: dark)', color: '#15191e' }] };

/** The theme is on the page before the first paint: from the cookie, or left to the system. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get('countersign-theme')?.value;
  return (
    <html lang="en" data-theme={chosen === 'light' || chosen === 'dark' ? chosen : undefined} suppressHydrationWarning>
      <body>
        <Patterns />
        {children}
      </body>
    </html>
  );
}
