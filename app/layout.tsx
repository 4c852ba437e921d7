import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Patterns } from '@/components/ui/hands';
import { documentLanguage } from './(public)/appeal/found';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Countersign', template: '%s · Countersign' }, icons: '/favicon.svg', robots: { index: false, follow: false } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: [{ media: '(prefers-color-scheme: light)', color: '#ffffff' }, { media: '(prefers-color-scheme: dark)', color: '#15191e' }] };

/** The theme is on the page before the first paint: from the cookie, or left to the system. The console is English; a holder's page is not always. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get('countersign-theme')?.value;
  return (
    <html lang={await documentLanguage((await headers()).get('x-countersign-path') ?? '')} data-theme={chosen === 'light' || chosen === 'dark' ? chosen : undefined} suppressHydrationWarning>
      <body>
        <Patterns />
        {children}
      </body>
    </html>
  );
}
