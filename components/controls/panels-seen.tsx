'use client';
import { useEffect } from 'react';
import { seenPanels } from './seen';

/** Notes a panel (`data-panel`) as seen once half of it, or of the window, has been on screen for two seconds. Once a dossier. */
export function PanelsSeen() {
  useEffect(() => {
    seenPanels.clear();
    const timers = new Map<Element, ReturnType<typeof setTimeout>>();
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const enough = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= window.innerHeight / 2;
        clearTimeout(timers.get(entry.target));
        if (enough) timers.set(entry.target, setTimeout(() => { seenPanels.add(entry.target.getAttribute('data-panel') ?? ''); watch.unobserve(entry.target); }, 2_000));
      }
    }, { threshold: [0, 0.25, 0.5, 0.75] });
    const look = () => document.querySelectorAll('[data-panel]').forEach((panel) => seenPanels.has(panel.getAttribute('data-panel') ?? '') || watch.observe(panel));
    look();
    // Panels stream in after the page.
    const grown = new MutationObserver(look);
    grown.observe(document.body, { childList: true, subtree: true });
    return () => {
      watch.disconnect();
      grown.disconnect();
      timers.forEach(clearTimeout);
    };
  }, []);
  return null;
}
