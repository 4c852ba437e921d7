import type { ReactNode } from 'react';
import { PANELS } from '@/lib/evidence/panel';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { PanelContent } from '@/lib/evidence/panels';
import { PanelEmpty } from '../ui/panel';
import type { IconName } from '../ui/icon-names';
import { ChecksList } from './exhibits/checks-list';
import { ClientList } from './exhibits/client-list';
import { Clock } from './exhibits/clock';
import { DeviceTable } from './exhibits/device-table';
import { LinkGraph, type LinkGraphProps } from './exhibits/link-graph';
import { MoneyStrip } from './exhibits/money-strip';
import { TextDiff } from './exhibits/text-diff';
import { Timeline, type TimelineProps } from './exhibits/timeline';
import { WorldMap } from './exhibits/world-map';

export const PANEL_ICON: Readonly<Record<PanelContent['panel'], IconName>> = {
  'same-hands': 'hand', geography: 'globe', clock: 'clock', devices: 'laptop', links: 'link-2', money: 'wallet', identity: 'id-card', text: 'file-text', clients: 'users',
};

export const panelTitle = (id: PanelContent['panel']): string => PANELS.find((panel) => panel.id === id)?.title ?? id;
const keyOf = (id: PanelContent['panel']): string | undefined => PANELS.find((panel) => panel.id === id)?.key;

/** Draws one panel from its finished content: of a case as it stands, or of evidence as it was sealed. */
export function ExhibitPanel({ content, aside, pages, ranges, brush, rows, grow }: { content: PanelContent; aside?: ReactNode; /** Where ids lead to; ids are plain without. */ pages?: PlatformPages; /** The same page with another range, for the timeline. */ ranges?: TimelineProps['ranges']; brush?: TimelineProps['brush']; /** Pages of the table behind the timeline. */ rows?: TimelineProps['pages']; grow?: LinkGraphProps['grow'] }) {
  const { panel } = content;
  const hotkey = keyOf(panel);
  if ('nothing' in content) return <PanelEmpty title={panelTitle(panel)} icon={PANEL_ICON[panel]} panel={panel} hotkey={hotkey} words={content.nothing.words} searched={content.nothing.searched} aside={aside} />;
  switch (content.panel) {
    case 'same-hands': return <Timeline {...content} ranges={ranges} brush={brush} pages={rows} hotkey={hotkey} aside={aside} />;
    case 'geography': return <WorldMap {...content} hotkey={hotkey} aside={aside} />;
    case 'clock': return <Clock {...content} hotkey={hotkey} aside={aside} />;
    case 'devices': return <DeviceTable {...content} pages={pages} hotkey={hotkey} aside={aside} />;
    case 'links': return <LinkGraph {...content} pages={pages} grow={grow} hotkey={hotkey} aside={aside} />;
    case 'money': return <MoneyStrip {...content} hotkey={hotkey} aside={aside} />;
    case 'identity': return <ChecksList {...content} pages={pages} hotkey={hotkey} aside={aside} />;
    case 'clients': return <ClientList {...content} pages={pages} hotkey={hotkey} aside={aside} />;
    case 'text': return <TextDiff {...content} pages={pages} hotkey={hotkey} aside={aside} />;
  }
}
