import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginActing } from './acting';
import { keepPlace, readOn } from './keep-place';

/** As much of a page as is asked for. */
class Part extends EventTarget {
  isConnected = true;
  isDisabled = false;
  tabIndex = -1;
  style = {};
  form: Part | null = null;
  constructor(readonly tag: string, readonly parentElement: Part | null = null) { super(); }
  closest(): Part | null { return ['section', 'main'].includes(this.tag) ? this : (this.parentElement?.closest() ?? null); }
  matches(what: string) { return what === ':disabled' ? this.isDisabled : what === this.tag; }
  checkVisibility() { return true; }
  scrollIntoView() {}
  focus() { page.activeElement = this; }
}
const body = new Part('body');
const title = new Part('h1');
const page = Object.assign(new EventTarget(), { body, activeElement: body, querySelector: () => title });
let disable = (_button: Part, _is: boolean) => {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('HTMLElement', Part);
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { pathname: '/cases/case_1' });
  vi.stubGlobal('MutationObserver', class {
    constructor(readonly hear: () => void) {}
    observe() { disable = (button, is) => { button.isDisabled = is; this.hear(); if (is && page.activeElement === button) page.activeElement = body; }; }
    disconnect() { disable = (button, is) => { button.isDisabled = is; }; }
  });
});
afterEach(() => {
  vi.advanceTimersByTime(30_000);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A form in a part of the page, sent from its field or its button. */
function sentFrom(what: 'field' | 'button') {
  const section = new Part('section', new Part('main'));
  const form = new Part('form', section);
  const was = new Part(what, form);
  was.form = form;
  was.focus();
  keepPlace(form as unknown as HTMLFormElement);
  return { was, form, section, answered: beginActing() };
}
const press = (key: string, more: { repeat?: boolean; ctrlKey?: boolean } = {}) => page.dispatchEvent(Object.assign(new Event('keydown'), { key, code: '', repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, getModifierState: () => false, ...more }));
const later = (ms = 300) => vi.advanceTimersByTime(ms);

test('a button that was disabled while it waited has the focus again, however fast the answer was', () => {
  const { was, answered } = sentFrom('button');
  disable(was, true);
  expect(page.activeElement).toBe(body);
  // The key that sent is still held, and let go of.
  press('Enter', { repeat: true, ctrlKey: true });
  press('Control', { ctrlKey: true });
  answered();
  disable(was, false);
  later();
  expect(page.activeElement).toBe(was);
});

test('where it is gone with its form, the part around it has the focus', () => {
  const { was, form, section, answered } = sentFrom('button');
  was.isConnected = form.isConnected = false;
  page.activeElement = body;
  later();
  expect(page.activeElement).toBe(body);
  answered();
  later();
  expect(page.activeElement).toBe(section);
});

test('a field that sent is not gone back to by whoever left it: nothing took the focus from them', () => {
  const { answered } = sentFrom('field');
  answered();
  later();
  page.activeElement = body;
  later();
  expect(page.activeElement).toBe(body);
});

test.each([['a key', () => press('Escape')], ['the pointer', () => page.dispatchEvent(new Event('pointerdown'))]])('whoever has moved on with %s is left where they are', (_, move) => {
  const { was, answered } = sentFrom('button');
  disable(was, true);
  move();
  answered();
  disable(was, false);
  later();
  expect(page.activeElement).toBe(body);
  was.isConnected = false;
  later();
  expect(page.activeElement).toBe(body);
});

test('on a page without the part, reading goes on with the title', () => {
  readOn();
  expect([page.activeElement, title.tabIndex]).toEqual([title, -1]);
});
