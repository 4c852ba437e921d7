import type { OwnKeys } from './keys';

export const THEMES = ['system', 'light', 'dark'] as const;
/** How high the rows of the queue are where its address says nothing. */
export const DENSITIES = ['roomy', 'dense'] as const;
export const MOTIONS = ['system', 'reduced'] as const;
/** `new`: never begun, so it offers itself. `running`: shown. `left`: may be resumed at its step. `done`: may be taken again. */
export const TOUR_STATES = ['new', 'running', 'left', 'done'] as const;

/** How somebody who works here wants the console. */
export type Settings = {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  motion: (typeof MOTIONS)[number];
  /** Texts of reports, which may be graphic, stay folded until they are asked for. */
  foldReports: boolean;
  /** Whether single characters press anything (WCAG 2.1.4); keys with Ctrl or ⌘ always do. */
  letters: boolean;
  keys: OwnKeys;
  /** `step` counts from 0. */
  tour: { state: (typeof TOUR_STATES)[number]; step: number };
};

/** What holds for somebody who has chosen nothing. */
export const STANDARD_SETTINGS: Settings = { theme: 'system', density: 'roomy', motion: 'system', foldReports: true, letters: true, keys: {}, tour: { state: 'new', step: 0 } };

/** The row of a person's settings as it is kept; absent for whoever has chosen nothing. */
type Kept = Omit<Settings, 'tour'> & { tourState: Settings['tour']['state']; tourStep: number };

export function settingsIn(row: Kept | undefined): Settings {
  if (row === undefined) return STANDARD_SETTINGS;
  const { theme, density, motion, foldReports, letters, keys, tourState, tourStep } = row;
  return { theme, density, motion, foldReports, letters, keys, tour: { state: tourState, step: tourStep } };
}
