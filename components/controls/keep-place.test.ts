import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginActing } from './acting';
import { keepPlace, readOn } from './keep-place';

/** As much of a page as is asked for. */
class Part extends EventTarget {
  isConnected = true;
  tabIndex = -1;
  style = {};
  form: Part | null = null;
  dataset: Record<string, string> = {};
  constructor(readonly tag: string, readonly parentElement: Part | null = null) { super(); }
  closest(): Part | null { return ['section', 'main'].includes(this.tag) ? this : (this.parentElement?.closest() ?? null); }
  matches(what: string) { return what === this.tag; }
  contains(part: Part | null): boolean { return part !== null && (part === this || this.contains(part.parentElement)); }
  checkVisibility() { return true; }
  scrollIntoView() {}
  focus() { page.activeElement = this; }
}
const body = new Part('body');
const title = new Part('h1');
const results = new Map<string, Part>();
const page = Object.assign(new EventTarget(), { body, activeElement: body, querySelector: () => title, getElementById: (id: string) => results.get(id) ?? null });
const here = { pathname: '' };

beforeEach(() => {
  vi.useFakeTimers();
  here.pathname = '/cases/case_1';
  results.clear();
  vi.stubGlobal('HTMLElement', Part);
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', here);
});
afterEach(() => {
  vi.advanceTimersByTime(30_000);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A form in a part of the page, sent from its field or its button; or by the key of its button, while the focus is nowhere, or on the title to which one has come. `result`: where it says that its result will stand. */
function sentFrom(what: 'field' | 'button' | 'key', result?: string, nowhere: Part = body) {
  const section = new Part('section', new Part('main'));
  const form = new Part('form', section);
  if (result !== undefined) form.dataset = { result };
  const was = new Part(what, form);
  was.form = form;
  if (what === 'key') page.activeElement = nowhere;
  else was.focus();
  keepPlace({ currentTarget: form, nativeEvent: { submitter: was } } as unknown as Parameters<typeof keepPlace>[0]);
  return { was, form, section, answered: beginActing() };
}
/** Is taken out of the page, with the focus. */
function goes(...parts: Part[]) {
  for (const part of parts) part.isConnected = false;
  page.activeElement = body;
}
const press = (key: string, more: { repeat?: boolean; ctrlKey?: boolean } = {}) => page.dispatchEvent(Object.assign(new Event('keydown'), { key, code: '', repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, getModifierState: () => false, ...more }));
const later = (ms = 300) => vi.advanceTimersByTime(ms);

test('what sent keeps the focus while it waits; where its form is gone once it is answered, the part around it has it', () => {
  const { was, form, section, answered } = sentFrom('button');
  // The key that sent is still held, and let go of.
  press('Enter', { repeat: true, ctrlKey: true });
  press('Control', { ctrlKey: true });
  later();
  expect(page.activeElement).toBe(was);
  goes(was, form);
  later();
  expect(page.activeElement).toBe(body);
  answered();
  later();
  expect(page.activeElement).toBe(section);
});

test.each([['nowhere', body], ['on the title of the page', title]])('a button that was pressed by its key alone, with the focus %s, has it once it is answered, or the part around it', (_where, nowhere) => {
  const stays = sentFrom('key', undefined, nowhere);
  later();
  expect(page.activeElement).toBe(nowhere);
  stays.answered();
  later();
  expect(page.activeElement).toBe(stays.was);
  const left = sentFrom('key', undefined, nowhere);
  left.was.isConnected = left.form.isConnected = false;
  left.answered();
  later();
  expect(page.activeElement).toBe(left.section);
});

test('a button that stands elsewhere than its form leaves the focus to the part around itself', () => {
  const [section, elsewhere] = [new Part('section', new Part('main')), new Part('section', new Part('main'))];
  const form = new Part('form', elsewhere);
  const button = new Part('button', section);
  button.form = form;
  button.focus();
  keepPlace({ currentTarget: form, nativeEvent: { submitter: button } } as unknown as Parameters<typeof keepPlace>[0]);
  const answered = beginActing();
  goes(button);
  answered();
  later();
  expect(page.activeElement).toBe(section);
});

test('whoever presses a button by its key while they are in another form, stays in it, or has the part around that', () => {
  const elsewhere = new Part('section', new Part('main'));
  const field = new Part('field', new Part('form', elsewhere));
  const section = new Part('section', new Part('main'));
  const form = new Part('form', section);
  const button = new Part('button', form);
  button.form = form;
  field.focus();
  keepPlace({ currentTarget: form, nativeEvent: { submitter: button } } as unknown as Parameters<typeof keepPlace>[0]);
  const answered = beginActing();
  goes(button, form, section);
  field.focus();
  answered();
  later();
  expect(page.activeElement).toBe(field);
  goes(field, field.parentElement!);
  later();
  expect(page.activeElement).toBe(elsewhere);
});

test('what came of it has the focus, where the form says what that is; what stood there before it is none of that', () => {
  const sends = () => {
    const sent = sentFrom('field', 'latest');
    goes(sent.was, sent.form);
    sent.answered();
    return sent;
  };
  const before = new Part('section');
  results.set('latest', before);
  const { section } = sends();
  later();
  expect(page.activeElement).toBe(section);
  sends();
  const came = new Part('section');
  results.set('latest', came);
  later();
  expect(page.activeElement).toBe(came);
});

test('on the page that an act has opened, nothing is done: its title takes the focus by itself', () => {
  const { was, form, section, answered } = sentFrom('button');
  here.pathname = '/cases/case_2';
  goes(was, form, section, section.parentElement!);
  answered();
  later();
  expect(page.activeElement).toBe(body);
});

test.each([['a key', () => press('Escape')], ['the pointer', () => page.dispatchEvent(new Event('pointerdown'))]])('whoever has moved on with %s is left where they are', (_, move) => {
  const { was, answered } = sentFrom('button');
  move();
  goes(was);
  answered();
  later();
  expect(page.activeElement).toBe(body);
});

test('whoever was taken to what was answered is left there', () => {
  const { was, answered } = sentFrom('field');
  const told = new Part('div');
  told.focus();
  answered();
  later();
  goes(was);
  later();
  expect(page.activeElement).toBe(body);
});

test('on a page without the part, reading goes on with the title', () => {
  readOn();
  expect([page.activeElement, title.tabIndex]).toEqual([title, -1]);
});
