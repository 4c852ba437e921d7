import { flexRender } from '@tanstack/react-table';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NO_PAGES } from '@/lib/evidence/platform-page';
import { queueColumns } from './queue-columns';

test('of the name of a ring the end may be cut, and its size stands beside what is', () => {
  const column = queueColumns(0, undefined, null, { choose: () => {}, chooseAll: () => {} }, NO_PAGES).find(({ id }) => id === 'ring');
  const shown = (name: string | null) => renderToStaticMarkup(createElement('td', null, flexRender(column!.cell, { row: { original: { ring: { name, size: 5 } } } } as never)));
  expect(shown('Treecreeper')).toContain('<span class="cut">Treecreeper</span><span>\u00a05</span></span>');
  expect(shown(null)).toContain('<span class="rgn"><span>5</span></span>');
});
