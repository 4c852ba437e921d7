import { beforeEach, expect, test, vi } from 'vitest';

/** As much of a page as is asked for. */
class Part extends EventTarget {
  isConnected = true;
  tabIndex = -1;
  constructor(readonly within = '') { super(); }
  closest(part: string) { return part === this.within ? this : null; }
  focus() { page.activeElement = this; }
}
const body = new Part();
const page = { body, activeElement: body, dialog: null as Part | null, title: null as Part | null, querySelector: (what: string) => (what === 'h1' ? page.title : page.dialog) };

/** The module keeps which page is open: each test begins with one that was opened by its address. */
let arriving: Awaited<ReturnType<typeof load>>;
const load = async () => ({ ...await import('./arriving'), ...await import('./leaving') });
beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('document', Object.assign(page, { activeElement: body, dialog: null, title: null }));
  arriving = await load();
  comes('/queue');
});

/** A page is there, or a further part of it, with its title; the one before is gone. */
function comes(path: string): Part {
  if (page.title !== null) gone(page.title);
  page.title = new Part();
  arriving.arriveAt(page.title as unknown as HTMLElement, path);
  return page.title;
}
function gone(part: Part) {
  part.isConnected = false;
  if (page.activeElement === part) page.activeElement = body;
}

test('a page that is opened by its address begins as the browser has it, also where it comes in parts; one that somebody comes to gives its title the focus', () => {
  expect(page.activeElement).toBe(body);
  comes('/queue');
  expect(page.activeElement).toBe(body);
  arriving.noteLeaving();
  const title = comes('/reviews');
  expect([page.activeElement, title.tabIndex]).toEqual([title, -1]);
});

test('where it comes in parts, its title has it again, unless somebody has gone on from the first', () => {
  arriving.noteLeaving();
  comes('/reviews');
  const whole = comes('/reviews');
  expect(page.activeElement).toBe(whole);
  const search = new Part();
  search.focus();
  comes('/reviews');
  expect(page.activeElement).toBe(search);
});

test('the same page with other things on it leaves the focus where it is', () => {
  arriving.noteLeaving();
  const title = comes('/reviews');
  page.activeElement = body;
  arriving.arriveAt(title as unknown as HTMLElement, '/reviews');
  expect(page.activeElement).toBe(body);
});

test('what led there and stays, such as a link of the rail, gives it up; what somebody has gone to meanwhile keeps it', () => {
  const [link, other] = [new Part(), new Part()];
  link.focus();
  arriving.noteLeaving();
  const title = comes('/reviews');
  expect(page.activeElement).toBe(title);
  link.focus();
  arriving.noteLeaving();
  other.focus();
  comes('/audit');
  expect(page.activeElement).toBe(other);
});

test('whoever is in the tour stays in it, and in a dialog until it is closed', () => {
  const next = new Part('.tour');
  next.focus();
  arriving.noteLeaving();
  comes('/cases/case_1');
  expect(page.activeElement).toBe(next);

  page.activeElement = body;
  arriving.noteLeaving();
  const dialog = page.dialog = new Part();
  const field = new Part();
  field.focus();
  const title = comes('/reviews');
  expect(page.activeElement).toBe(field);
  gone(field);
  dialog.dispatchEvent(new Event('close'));
  expect(page.activeElement).toBe(title);
});
