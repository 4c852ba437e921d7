import type { SearchHit } from '@/components/controls/command-palette';

const HITS: readonly SearchHit[] = [
  { kind: 'case', label: 'C-2318 Mallory Hale', href: '/gallery/case', beside: 'act, waiting' },
  { kind: 'account', label: 'Mallory Hale', href: '/gallery/account', beside: 'acc_7Q4M2KD9' },
  { kind: 'account', label: 'Wolfgang Alexander Featherstonehaugh-Lindqvist', href: '/gallery/account', beside: 'acc_3LONGNAME' },
  { kind: 'ring', label: 'Kestrel', href: '/gallery/ring', beside: '7 accounts' },
  { kind: 'decision', label: 'D-2318-1, payout hold', href: '/gallery/case', beside: '17 Nov' },
  { kind: 'screen', label: 'Reviews', href: '/gallery/review', hotkey: 'g r' },
];

/** What the search of the gallery finds, whatever is asked: the cast. There only where the gallery is. */
export function POST(): Response {
  if (process.env['COUNTERSIGN_GALLERY'] !== '1') return new Response(null, { status: 404 });
  return Response.json({ hits: HITS, note: 'A device.' });
}
