/** Gives the focus to a part of the page, which need not take it by itself; the page stays as it is. */
export function focusOn(part: HTMLElement): void {
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
