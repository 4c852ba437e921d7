import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Patterns } from '@/components/ui/hands';
import { documentLanguage } from './(public)/appeal/found';
import { settingsNow } from './settings-now';
import './fonts';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Countersign', template: '%s · Countersign' }, icons: '/favicon.svg', robots: { index: false, follow: false } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: [{ media: '(prefers-color-scheme: light)', color: '#ffffff' }, { media: '(prefers-color-scheme: dark)', color: '#15191e' }] };

const UNPLACED = '[hidden][id^="S:"]{display:block!important}section:has(> .in > .late){display:none}';

/**
 * What a person chose is on the page before the first paint; whoever has chosen nothing, or is nobody yet, follows the system. The console is
 * English; a holder's page is not always. On a Mac, keys have other signs.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ theme, motion }, asked] = await Promise.all([settingsNow(), headers()]);
  return (
    <html lang={await documentLanguage(asked.get('x-countersign-path') ?? '')} data-theme={theme === 'system' ? undefined : theme} data-motion={motion === 'system' ? undefined : motion} data-desk={/Mac|iPhone|iPad/.test(asked.get('user-agent') ?? '') ? 'mac' : undefined} suppressHydrationWarning>
      <body>
        {/* What comes later is put in its place by a script. Without one it is shown where it came, and what stood for it is left out. */}
        <noscript><style>{UNPLACED}</style></noscript>
        <Patterns />
        {children}
      </body>
    </html>
  );
}
