import type { ReactNode } from 'react';
import { AccountScreen } from './account';
import { AppealScreen } from './appeal';
import { AuditScreen } from './audit';
import { CaseScreen, QuietCaseScreen } from './case';
import { DoorScreen } from './door';
import { ExhibitsScreen } from './exhibits';
import { HearingScreen } from './hearing';
import { EmptyQueueScreen, QueueScreen } from './queue';
import { EmptyInboxScreen, InboxScreen } from './inbox';
import { OfficeScreen } from './office';
import { KeysScreen, OpenedScreen, SearchScreen } from './opened';
import { PartsScreen } from './parts';
import { PolicyDraftScreen, PolicyScreen, PolicySignalScreen } from './policy';
import { ReviewScreen } from './review';
import { RingScreen } from './ring';
import { RingsScreen } from './rings';
import { FirstEventScreen, SettingsScreen, TourScreen } from './settings';
import { TrayScreen } from './tray';

/** Whole screens; `bare` ones bring no console around them. */
export const SCREENS: Readonly<Record<string, { View: (props: { sent: boolean }) => ReactNode; bare?: boolean }>> = {
  parts: { View: PartsScreen },
  queue: { View: QueueScreen },
  'queue-empty': { View: EmptyQueueScreen },
  inbox: { View: InboxScreen },
  'inbox-empty': { View: EmptyInboxScreen },
  case: { View: CaseScreen },
  'case-quiet': { View: QuietCaseScreen },
  tray: { View: TrayScreen },
  exhibits: { View: ExhibitsScreen },
  opened: { View: OpenedScreen },
  search: { View: SearchScreen },
  keys: { View: KeysScreen },
  review: { View: ReviewScreen },
  ring: { View: RingScreen },
  rings: { View: RingsScreen },
  policy: { View: PolicyScreen },
  'policy-draft': { View: PolicyDraftScreen },
  'policy-signal': { View: PolicySignalScreen },
  hearing: { View: HearingScreen },
  audit: { View: AuditScreen },
  office: { View: OfficeScreen },
  account: { View: AccountScreen },
  appeal: { View: AppealScreen, bare: true },
  door: { View: DoorScreen, bare: true },
  settings: { View: SettingsScreen },
  tour: { View: TourScreen, bare: true },
  'first-event': { View: FirstEventScreen },
};
