import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RingList, type RingRow } from './ring-list';

const ring: RingRow = { id: 'k', name: 'Kestrel', href: '/rings/k', size: 4, open: 3, kinds: ['device'], bands: { act: 3, watch: 1 }, atStake: '$28,060', formedAt: 0, endedAt: null };

test('a ring of which the bands are covered says so, and none of them', () => {
  const cells = (row: RingRow) => renderToStaticMarkup(<RingList rows={[row]} now={0} />);
  expect(cells(ring)).not.toContain('Covered');
  expect(cells(ring)).toMatch(/Act.*3.*Watch.*1/s);
  expect(cells({ ...ring, bands: null })).toMatch(/Covered/);
  expect(cells({ ...ring, bands: null })).not.toMatch(/Act|Watch/);
});
