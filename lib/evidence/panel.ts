/** The panels of the evidence, in the order of the page; the digit opens it. */
export const PANELS = [
  { id: 'verdict', title: 'Verdict', key: '1' },
  { id: 'same-hands', title: 'Same hands?', key: '2' },
  { id: 'geography', title: 'Login geography', key: '3' },
  { id: 'clock', title: 'Working clock', key: '4' },
  { id: 'devices', title: 'Devices', key: '5' },
  { id: 'links', title: 'Links', key: '6' },
  { id: 'money', title: 'Money', key: '7' },
  { id: 'identity', title: 'Identity checks', key: '8' },
  { id: 'text', title: 'Text, side by side', key: '9' },
  { id: 'clients', title: 'Clients', key: '0' },
] as const;

export type PanelId = (typeof PANELS)[number]['id'];

export const PANEL_IDS = PANELS.map((panel) => panel.id) as readonly PanelId[];

export function isPanel(id: string): id is PanelId {
  return PANELS.some((panel) => panel.id === id);
}

/** "3 of 10 panels": unknown and repeated ids do not count. */
export function openedWords(opened: readonly string[]): string {
  return `${new Set(opened.filter(isPanel)).size} of ${PANELS.length} panels`;
}
