import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NO_PAGES } from '@/lib/evidence/platform-page';
import { atOnce, growing, spaceOf, type Piece } from '../evidence/exhibits/link-space';
import { LinkExplorer } from './link-explorer';

/** One account, and others that share one thing with it. */
const piece = (middle: string, others: readonly string[]): Piece => ({
  accounts: [{ id: middle, label: middle, role: 'self' }, ...others.map((id) => ({ id, label: id, role: 'other' as const }))],
  identifiers: [{ id: `${middle}-thing`, label: 'a thing', kind: 'device', accounts: others.length + 1, hub: false, rarity: null }],
  edges: [middle, ...others].map((account) => ({ account, identifier: `${middle}-thing`, weight: 1, solid: true })),
});

test('what was grown stands again while the panel shows the same; where it shows something else, that is drawn', () => {
  const drawn = piece('me', ['a', 'b']);
  const left = { drawn, space: atOnce(growing(spaceOf(drawn, 'me'), 'a', piece('a', ['c', 'd']))), chosen: { node: 'a' }, view: null };
  const shown = (now: Piece) => renderToStaticMarkup(createElement(LinkExplorer, { piece: now, middle: 'me', describe: 'Links', pages: NO_PAGES, left, onClose: () => {} }));
  expect(shown(structuredClone(drawn))).toMatch(/7 nodes, 6 links.*<b class="b">a<\/b>, account/);
  expect(shown(piece('me', ['a']))).toMatch(/3 nodes, 2 links.*<b class="b">me<\/b>, account/);
  expect(shown(piece('me', ['a']))).not.toContain('other links by now');
});
