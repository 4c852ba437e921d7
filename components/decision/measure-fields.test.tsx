import { expect, test } from 'vitest';
import { MeasureFields } from './measure-fields';

test('where another measure is chosen in the same form, no field keeps what stood in the one of the same name', () => {
  const keysOf = (measure: string, value: string) => MeasureFields({ measure, fields: [{ name: 'days', label: 'Days', kind: 'number', value }], wrong: () => undefined }).map(({ key }) => key);
  expect(keysOf('step-up', '7')).not.toEqual(keysOf('suspension', '30'));
});
