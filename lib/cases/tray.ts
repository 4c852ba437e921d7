/** How many accounts a tray holds: more than anybody reads before deciding on them. */
export const TRAY_HOLDS = 200;
/** How many of them are decided together in one go. */
export const MOST_TOGETHER = 50;
