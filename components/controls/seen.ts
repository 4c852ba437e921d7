/** Ids of the dossier panels seen since the page was opened. Kept beside the page, not in it, so that hydration meets what the server wrote. */
export const seenPanels = new Set<string>();
