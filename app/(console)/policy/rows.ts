import type { DraftRow, VersionRow } from '@/components/policy/lists';
import type { SignalRow } from '@/components/policy/signal-table';
import type { DraftLine, SignalLine, VersionLine } from '@/lib/insights/queries/policies';

export function signalRow({ id, title, family, rule, weight, halfLifeDays, card }: SignalLine): SignalRow {
  return { id, title, family, href: `/policy/signals/${id}`, state: rule.state, weight, halfLifeDays: rule.halfLifeDays ?? halfLifeDays, card };
}

export function versionRow({ version, title, at, by, second }: VersionLine, inForce: number): VersionRow {
  return { version, title, href: `/policy/versions/${version}`, by, second, at, current: version === inForce };
}

export function draftRow(draft: DraftLine): DraftRow {
  return { ...draft, href: `/policy/drafts/${draft.id}` };
}
