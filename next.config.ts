import type { NextConfig } from 'next';

const isDevelopment = process.env.NODE_ENV === 'development';

/** Nothing comes from anywhere else. Next's own inline scripts and the styles of drawn figures are the reason for 'unsafe-inline'. */
function contentPolicy({ formsStayHere }: { formsStayHere: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    ...(formsStayHere ? ["form-action 'self'"] : []),
  ].join('; ');
}

const headersFor = (formsStayHere: boolean) => [
  { key: 'Content-Security-Policy', value: contentPolicy({ formsStayHere }) },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // No other site learns an address of ours. Not `no-referrer`: without script, browsers then send forms with
  // `Origin: null`, which Next refuses, and the account holder's page must work without script.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `npm test` has asked about types a moment before it builds; everybody else's build asks.
  typescript: { ignoreBuildErrors: process.env.COUNTERSIGN_TYPES === 'checked' },
  turbopack: { root: process.cwd() },
  // Read files beside themselves or load WebAssembly: used as installed, not bundled.
  serverExternalPackages: ['pg', 'hash-wasm', 'mmdb-lib', 'nodemailer', 'city-timezones', 'world-atlas'],
  experimental: {
    serverActions: { bodySizeLimit: '6mb' },
  },
  // Asked for by browsers that meet a page before its head names the icon.
  redirects: async () => [{ source: '/favicon.ico', destination: '/favicon.svg', permanent: true }],
  headers: async () => [
    { source: '/:path*', headers: headersFor(true) },
    // A file that a holder sent, and the ledger, are nothing but downloads; a refusal of one is a page with its style in it.
    ...['/cases/:case/enclosures/:file', '/audit/export'].map((source) => ({ source, headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox" }] })),
    // Asked for by every drawing of an icon that script makes: from the browser's own store, which is brought up to date behind it.
    { source: '/icons.svg', headers: [{ key: 'Cache-Control', value: 'public, max-age=60, stale-while-revalidate=86400' }] },
    // Signing in through a provider sends the form on to that provider's address.
    { source: '/sign-in', headers: headersFor(false) },
    // The address of an account holder's page is its key: it is not kept, and not indexed.
    {
      source: '/appeal/:path*',
      headers: [
        { key: 'Cache-Control', value: 'private, no-store' },
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
      ],
    },
  ],
};

export default config;
