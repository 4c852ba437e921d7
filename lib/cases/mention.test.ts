import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf, idsIn, mentionsIn, mentionWords, piecesOf, type Colleague } from './mention';

const one = (name: string, nth = 0): Colleague => ({ id: `staff_${name.toLowerCase().replaceAll(/[^a-z]/g, '')}${nth}`, name, email: `${name.toLowerCase().replaceAll(/[^a-z]/g, '.')}${nth}@worklane.example` });
const [ada, ben, samOde, samRay, benOkri] = [one('Ada'), one('Ben'), one('Sam Ode'), one('Sam Ray'), one('Ben Okri')];
const ALL = [ada, ben, samOde, samRay];
const NAMES = new Map(ALL.map(({ id, name }) => [id, name]));
const found = (text: string, all = ALL) => mentionsIn(text, all);

describe('who is meant by an @', () => {
  test.each([
    ['@Ben look', [ben], `@${ben.id} look`],
    ['Please, @ben, and @ADA.', [ben, ada], `Please, @${ben.id}, and @${ada.id}.`],
    ['@Sam Ode knows', [samOde], `@${samOde.id} knows`],
    [`@${samRay.email}, please`, [samRay], `@${samRay.id}, please`],
    [`@${ben.id}!`, [ben], `@${ben.id}!`],
    ['(@Ben)', [ben], `(@${ben.id})`],
    ['@Ben @Ben', [ben], `@${ben.id} @${ben.id}`],
    ['@Ben’s view', [ben], `@${ben.id}’s view`],
  ])('%j', (text, people, body) => { expect(found(text)).toEqual({ body, people, unknown: [], ambiguous: [] }); });

  test('a first name counts where one person alone has it; the longest whole name wins', () => {
    expect(found('@Sam', [ada, samOde]).people).toEqual([samOde]);
    expect(found('@Ben Okri and @Ben', [ben, benOkri])).toMatchObject({ people: [benOkri, ben], body: `@${benOkri.id} and @${ben.id}` });
  });

  test('a name that several have, or nobody, stays as it was written', () => {
    expect(found('@Sam and @Zed')).toEqual({ body: '@Sam and @Zed', people: [], unknown: ['Zed'], ambiguous: [{ written: 'Sam', could: [samOde, samRay] }] });
    expect(found('@Ben', [ben, { ...one('Ben', 2) }]).ambiguous).toHaveLength(1);
  });

  test.each(['ben@worklane.example', 'a@Ben', '@ Ben', '@', '@@', '@3', 'cost @ 5'])('%j mentions nobody', (text) => { expect(found(text)).toEqual({ body: text, people: [], unknown: [], ambiguous: [] }); });
  test('a longer word is no name', () => { expect(found('@Benny')).toMatchObject({ people: [], unknown: ['Benny'] }); });
});

test('the writer is told whom it reaches and what stayed text', () => {
  expect(mentionWords(found('@Ben @Ada @Sam @Zed'), ada.id)).toBe('Ben will find it in the inbox. @Zed stays text: nobody of that name works here. @Sam stays text: it could be Sam Ode (sam.ode0@worklane.example) or Sam Ray (sam.ray0@worklane.example). Write the e-mail behind the @.');
  expect(mentionWords(found('nobody'), ada.id)).toBe('');
});

test('a kept note is shown by names, and an id that nobody has is what somebody typed', () => {
  const { body } = found('Ask @Ben, not @staff_nobody');
  expect(piecesOf(body, NAMES, ben.id)).toEqual(['Ask ', { person: 'Ben', you: true }, ', not @staff_nobody']);
  expect(excerptOf(piecesOf(body, NAMES, ada.id), 12)).toBe('Ask @Ben, n…');
});

test('whatever is written, the writer’s own words stay, in their order', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('@Ben', '@Sam', '@Sam Ode', '@ada', ' ', ',', '@'))), (parts) => {
    const text = parts.join('').normalize('NFC');
    const { body, people } = found(text);
    expect(new Set(idsIn(body).filter((id) => NAMES.has(id)))).toEqual(new Set(people.map(({ id }) => id)));
    let from = 0;
    for (const piece of piecesOf(body, NAMES, '')) {
      if (typeof piece !== 'string') continue;
      const at = text.indexOf(piece, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + piece.length;
    }
  }));
});
