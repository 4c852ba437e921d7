import { readdirSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { MEASURES } from '@/lib/decisions/kinds';
import { PANELS } from '@/lib/evidence/panel';
import { GROUND_KEYS } from '@/lib/staff/key-place';
import { VERBS } from '@/lib/staff/keys';
import { KeySheetRules, signs, spokenKeys } from '../ui/key';
import { declaredFor, holdsEscape, isCharacters, learnKeys, lettersAreOff, ownSubmit, pressedFor, sendsByHabit, strokeOf, strokesMeant } from './keys';

test('every key that a control declares is the standard key of a verb, so that it can be changed', () => {
  const sources = ['app', 'components'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx') || path.endsWith('navigation.ts')).map((path) => `${folder}/${path}`)).filter((path) => !path.startsWith('app/gallery'));
  const declared = sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\b(?:hotkey|data-key)(?:=|: |\s*=\s*)["']([^"']+)["']/g)].map(([, keys = '']) => ({ path, keys })));
  expect(declared.length).toBeGreaterThan(25);
  const known = new Set(VERBS.map(({ key }) => key));
  expect(declared.filter(({ keys }) => !known.has(keys))).toEqual([]);
  expect([...MEASURES.map(({ key }) => key), ...PANELS.map(({ key }) => key), ...GROUND_KEYS].filter((key) => !known.has(key))).toEqual([]);
});

test('what is pressed is translated into what controls declare, and a key that was moved away presses nothing', () => {
  learnKeys({ c: 'x', x: 'mod+;', 'g q': 'h' }, true);
  expect(['x', 'mod+;', 'h', 'c', 'g q', 'j'].map(declaredFor)).toEqual(['c', 'x', 'g q', null, null, 'j']);
  expect(['c', 'x', 'j'].map(pressedFor)).toEqual(['x', 'mod+;', 'j']);
  expect(lettersAreOff()).toBe(false);
  learnKeys({}, false);
  expect(declaredFor('c')).toBe('c');
  expect(lettersAreOff()).toBe(true);
});

test('characters are told from keys that no voice presses by chance', () => {
  expect(['c', '?', 'g q', 'é'].map(isCharacters)).toEqual([true, true, true, true]);
  expect(['mod+k', 'enter', 'escape'].map(isCharacters)).toEqual([false, false, false]);
});

test('a stroke is read as it is declared', () => {
  expect([stroke('C'), stroke('?'), stroke('Enter', { metaKey: true }), stroke('k', { ctrlKey: true })]).toEqual(['c', '?', 'mod+enter', 'mod+k']);
  expect([stroke('q', { altKey: true }), stroke('Shift'), stroke('AltGraph')]).toEqual([null, null, null]);
});

type Pressed = Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'third', boolean>> & { code?: string };
const stroke = (key: string, { third = false, ...more }: Pressed = {}) => strokeOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more, getModifierState: (name) => name === 'AltGraph' && third });

test('with Shift, Ctrl presses nothing of ours, unless a sign needs Shift to be written', () => {
  expect([stroke('K', { ctrlKey: true, shiftKey: true }), stroke('Enter', { ctrlKey: true, shiftKey: true }), stroke('Enter', { metaKey: true, shiftKey: true })]).toEqual([null, null, null]);
  // Shift and the comma of a German desk; Shift alone only says that a letter is large.
  expect([stroke(';', { ctrlKey: true, shiftKey: true }), stroke('J', { shiftKey: true }), stroke('?', { shiftKey: true })]).toEqual(['mod+;', 'j', '?']);
});

test('signs of the third level are signs, however a desk tells that they are', () => {
  expect(['[', ']', '<', '>'].flatMap((sign) => [stroke(sign, { altKey: true, third: true }), stroke(sign, { altKey: true, ctrlKey: true, third: true }), stroke(sign, { third: true })])).toEqual(['[', '[', '[', ']', ']', ']', '<', '<', '<', '>', '>', '>']);
  expect(stroke('[', { altKey: true, ctrlKey: true })).toBeNull();
});

test('a letter of another script is the Latin one of the same key; what a Latin desk has on another key is what it writes', () => {
  expect([stroke('о', { code: 'KeyJ' }), stroke('Т', { code: 'KeyN', shiftKey: true }), stroke('л', { code: 'KeyK', ctrlKey: true })]).toEqual(['j', 'n', 'mod+k']);
  expect([stroke('z', { code: 'KeyY' }), stroke('ő', { code: 'BracketLeft' }), stroke("'", { code: 'KeyQ' }), stroke('х', { code: 'BracketLeft' })]).toEqual(['z', 'ő', "'", 'х']);
});

test('a key that begins others waits for the next one, and what does not go on with it presses nothing alone', () => {
  const ways = { begins: (stroke: string) => stroke === 'g', presses: (keys: string) => ['g q', 'g d', 'q', 'd'].includes(keys) };
  const meant = (...strokes: string[]) => strokes.reduce<{ waiting: string | null; pressed: string[] }>(({ waiting, pressed }, stroke) => {
    const next = strokesMeant(waiting, stroke, ways);
    return { waiting: next.waiting, pressed: next.keys === null ? pressed : [...pressed, next.keys] };
  }, { waiting: null, pressed: [] });
  expect(meant('g')).toEqual({ waiting: 'g', pressed: [] });
  expect(meant('g', 'q', 'd')).toEqual({ waiting: null, pressed: ['g q', 'd'] });
  // No such screen here: neither that nor the verb of the letter.
  expect(meant('g', 'x', 'q')).toEqual({ waiting: null, pressed: ['q'] });
  expect(meant('g', 'g', 'd')).toEqual({ waiting: null, pressed: ['g d'] });
  expect(meant('g', 'escape', 'd')).toEqual({ waiting: null, pressed: ['d'] });
  expect(meant('g', 'mod+k')).toEqual({ waiting: null, pressed: ['mod+k'] });
  expect(meant('g', 'enter')).toEqual({ waiting: null, pressed: ['enter'] });
});

afterEach(() => vi.unstubAllGlobals());

test('what sends, sends the form that one is in, and what the page declares outside of every form alone', () => {
  class Element_ { form?: Form; dataset: Record<string, string> = {}; constructor(readonly within: Form | null, readonly opens = false) {} closest(what: string) { return what === 'form' ? this.within : this.opens ? this : null; } }
  class Button extends Element_ { constructor(within: Form | null, readonly type: 'submit' | 'button', key?: string) { super(within); if (key !== undefined) this.dataset['key'] = key; } }
  type Form = { elements: Element_[] };
  vi.stubGlobal('HTMLElement', Element_);
  vi.stubGlobal('HTMLButtonElement', Button);
  const meant = (target: Element_) => ownSubmit(target as unknown as EventTarget);
  const formOf = (fill: (form: Form) => Element_[]): Form => { const form: Form = { elements: [] }; form.elements = fill(form); return form; };

  const note = formOf((form) => [new Element_(form), new Button(form, 'submit'), new Button(form, 'button')]);
  const [field, keep, plain] = note.elements as [Element_, Button, Button];
  // A summary or a checkbox of the form; its own button; a button of it that sends nothing.
  expect([new Element_(note), field, keep].map(meant)).toEqual([keep, keep, keep]);
  expect(meant(plain)).toBeNull();
  // An appeal is granted or refused by the button that one is on, never by a key in the reasons.
  const hearing = formOf((form) => [new Element_(form), new Button(form, 'submit'), new Button(form, 'submit')]);
  const [reasons, grant, refuse] = hearing.elements as [Element_, Button, Button];
  expect([reasons, new Element_(hearing), grant, refuse].map(meant)).toEqual([null, null, grant, refuse]);
  const proposal = formOf((form) => [new Button(form, 'submit'), new Button(form, 'submit', 'mod+enter')]);
  expect([proposal.elements[0]!, new Element_(proposal)].map(meant)).toEqual([proposal.elements[1], proposal.elements[1]]);
  // Outside of its form, but of it.
  const apart = new Element_(null);
  apart.form = proposal;
  expect(meant(apart)).toBe(proposal.elements[1]);
  expect(meant(new Element_(formOf(() => [])))).toBeNull();
  // The summary over an open form sends neither that form nor another.
  expect(meant(new Element_(null, true))).toBeNull();
  expect(meant(new Element_(null))).toBeUndefined();
  expect(ownSubmit(null)).toBeUndefined();
});

test('Enter in a field sends nothing where what sends keeps Ctrl or ⌘', () => {
  class Field { form: { elements: unknown[] } | null = null; constructor(readonly type: string, readonly dataset: Record<string, string> = {}) {} closest() { return null; } }
  class Button extends Field {}
  class Input extends Field {}
  vi.stubGlobal('HTMLElement', Field);
  vi.stubGlobal('HTMLButtonElement', Button);
  vi.stubGlobal('HTMLInputElement', Input);
  const slips = (type: string, ...buttons: Button[]) => sendsByHabit(Object.assign(new Input(type), { form: { elements: buttons } }) as unknown as EventTarget);
  const commit = new Button('submit', { key: 'mod+enter' });
  expect(['radio', 'checkbox', 'number', 'date', 'text'].map((type) => slips(type, commit))).toEqual([true, true, true, true, true]);
  expect(slips('radio', new Button('submit'), commit)).toBe(true);
  // A button; a form that any key sends, or nothing; a control of no form.
  expect([slips('submit', commit), slips('number', new Button('submit')), slips('radio', new Button('submit')), slips('checkbox'), sendsByHabit(new Input('radio') as unknown as EventTarget), sendsByHabit(commit as unknown as EventTarget), sendsByHabit(null)]).toEqual([false, false, false, false, false, false, false]);
});

test('Escape is held by a field, a handle, and what says so of itself', () => {
  class Plain { isContentEditable = false; constructor(readonly within: string | null) {} closest(what: string) { return this.within !== null && what.split(', ').includes(this.within) ? this : null; } }
  class Text extends Plain {}
  class None {}
  for (const [name, kind] of Object.entries({ HTMLElement: Plain, Element: Plain, HTMLTextAreaElement: Text, HTMLSelectElement: None, HTMLInputElement: None })) vi.stubGlobal(name, kind);
  const holds = (target: Plain) => holdsEscape(target as unknown as EventTarget);
  expect([new Text(null), new Plain('[role="slider"]'), new Plain('[data-escape]'), new Plain(null)].map(holds)).toEqual([true, true, true, false]);
});

test('keys are written and spoken, a plus sign among them', () => {
  expect(['mod+enter', 'g q', 'mod++', '+'].map((keys) => [signs(keys), signs(keys, '⌘')])).toEqual([['Ctrl+↵', '⌘↵'], ['g q', 'g q'], ['Ctrl++', '⌘+'], ['+', '+']]);
  expect(['mod+k', 'g q', 'enter', '+'].map(spokenKeys)).toEqual(['Control+k', 'q', 'Enter', '+']);
});

test('the sheet of a person’s own keys cannot be left by a sign, and there is none where nothing differs', () => {
  const sheet = (own: Record<string, string>, letters = true) => renderToStaticMarkup(createElement(KeySheetRules, { own, letters }));
  expect(sheet({})).toBe('');
  const rules = sheet({ c: '<', '[': '"' });
  expect(rules.slice('<style>'.length, -'</style>'.length)).not.toMatch(/[<]|""|"\["/);
  expect(rules).toContain('content:"\\3c "');
  expect(rules).toContain('[data-key="\\5b "]');
  expect(sheet({ c: 'mod+;' }, false)).toMatch(/display:none\}.*\[data-key="c"\].*display:inline-block/);
});
