/** What scrolls sideways by itself can be reached and scrolled by the keyboard, and has a name. */
export function scrollRegion(label: string, className = 'scroll') {
  return { className, tabIndex: 0, role: 'region', 'aria-label': label } as const;
}
