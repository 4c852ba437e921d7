/** The widest window that is laid out as a phone's, pixels: what style sheets have as `--breakpoint-phone` (app/globals.css). */
export const PHONE = 760;

export const isPhone = (): boolean => window.innerWidth <= PHONE;
