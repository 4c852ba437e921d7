import type { ExhibitShape } from '../../signals/signal';
import type { Exhibit } from '../exhibit';
import { PANELS, type PanelId } from '../panel';
import { clients, type Clients } from './clients';
import { workingClock, type WorkingClock } from './clock';
import { devices, type Devices } from './devices';
import { geography, type Geography } from './geography';
import { zoneOf, type PanelGiven } from './given';
import { identity, type Identity } from './identity';
import { links, type Links } from './links';
import { money, type MoneyPanel } from './money';
import { sameHands, type SameHands } from './same-hands';
import { texts, type TextPanel } from './text';

/** The panels that are made from the account's history; the verdict is made from the assessment itself. */
export type DrawnPanel = Exclude<PanelId, 'verdict'>;
export type PanelContent = SameHands | Geography | WorkingClock | Devices | Links | MoneyPanel | Identity | TextPanel | Clients;

const BUILT: Readonly<Record<DrawnPanel, { shape: ExhibitShape; build: (given: PanelGiven) => PanelContent }>> = {
  'same-hands': { shape: 'timeline', build: sameHands },
  geography: { shape: 'map', build: geography },
  clock: { shape: 'clock', build: workingClock },
  devices: { shape: 'table', build: devices },
  links: { shape: 'graph', build: links },
  money: { shape: 'timeline', build: money },
  identity: { shape: 'table', build: identity },
  text: { shape: 'diff', build: texts },
  clients: { shape: 'table', build: clients },
};

export const DRAWN_PANELS = Object.keys(BUILT) as [DrawnPanel, ...DrawnPanel[]];

export function contentOf(panel: DrawnPanel, given: PanelGiven): PanelContent {
  const content = BUILT[panel].build(given);
  return 'nothing' in content ? content : { ...content, zone: zoneOf(given) };
}

/** Every panel as it is shown, for the sealed packet. */
export function exhibitsFrom(given: PanelGiven): Exhibit[] {
  return PANELS.flatMap(({ id, title }) => (id === 'verdict' ? [] : [{ shape: BUILT[id].shape, title, content: contentOf(id, given) }]));
}

/** What a sealed exhibit shows, or null where it was sealed in a form that this version does not draw. */
export function panelIn(exhibit: Exhibit): PanelContent | null {
  const { content } = exhibit;
  const id = typeof content === 'object' && content !== null && 'panel' in content ? content.panel : null;
  return typeof id === 'string' && Object.hasOwn(BUILT, id) ? (content as PanelContent) : null;
}
