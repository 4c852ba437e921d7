/** What had the focus when the way to the next page began. By itself, since it is loaded with whatever begins first. */
let left: Element | null = null;

/** Notes what has the focus while the router sets out for a page: whoever has moved it by the time that page is there is left where they are. */
export function noteLeaving(): void {
  left = document.activeElement;
}

export const leftBehind = (): Element | null => left;

/** The page is there. */
export function endLeaving(): void {
  left = null;
}
