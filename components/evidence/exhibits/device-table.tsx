import type { ReactNode } from 'react';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { HandMark, type Hand } from '../../ui/hands';
import { Panel } from '../../ui/panel';
import { PlatformId } from '../../controls/platform-id';
import { DataTable } from '../../ui/table';
import { Id, Meter } from '../../ui/text';
import { oneIn, plural } from '../../ui/words';

export type DeviceRow = {
  /** Short name: "D-9E2". */
  id: string;
  /** "Linux desktop" */
  kind: string;
  hand: Hand;
  /** "9 Sep to today" */
  seen: string;
  /** Accounts that show it, this one included. */
  accounts: number;
  /** "Virtual display, even key rhythm", or null. */
  remote: string | null;
  /** "since the handover only" */
  side?: string | null;
  /** Who else shows it, and when. */
  sharers?: readonly { account: string; says: string }[];
};
export type DeviceBuild = { device: string; parts: readonly { name: string; share: number | null }[] };

export type DeviceTableProps = {
  devices: readonly DeviceRow[];
  /** How common the parts of one build are: share of the platform's devices, null where no table knows. */
  build: DeviceBuild | null;
  /** Those of the other devices, folded. */
  builds?: readonly DeviceBuild[];
  /** Where ids lead to. */
  pages?: PlatformPages;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

/** Devices, who else shows them, and how rare their parts are. */
export function DeviceTable({ devices, build, builds = [], pages = NO_PAGES, panel = 'devices', hotkey, aside }: DeviceTableProps) {
  return (
    <Panel title="Devices" icon="laptop" aside={aside} panel={panel} hotkey={hotkey}>
      <DataTable caption="Devices of this account" tight rows={devices} keyOf={({ id }) => id} columns={[
        { key: 'device', head: 'Device', names: true, cell: ({ id, hand, kind }) => <span className="row"><HandMark hand={hand} /><span><Id>{id}</Id><br /><span className="qq xs nw">{kind}</span></span></span> },
        { key: 'seen', head: 'Seen', look: 'sm', cell: ({ seen, side }) => <>{seen}{side != null && <span className="block qq xs">{side}</span>}</> },
        { key: 'on', head: 'On', look: 'sm', cell: ({ accounts }) => <span className="nw">{plural(accounts, 'account')}</span> },
        { key: 'remote', head: 'Remote control', look: 'sm q', cell: ({ remote }) => remote ?? 'none' },
      ]} />
      {devices.filter((device) => (device.sharers?.length ?? 0) > 0).map((device) => (
        <div key={device.id} className="sharers">
          <span className="lbl">{device.id} is also on</span>
          <ul>{device.sharers?.map((one) => <li key={one.account}><PlatformId kind="account" id={one.account} pages={pages} here /> <span className="xs q">{one.says}</span></li>)}</ul>
        </div>
      ))}
      {build !== null && <Parts build={build} />}
      {builds.length > 0 && <details className="twin"><summary>How common the other {builds.length === 1 ? 'device is' : 'devices are'}</summary>{builds.map((one) => <Parts key={one.device} build={one} />)}</details>}
    </Panel>
  );
}

/** How common each part of one build is. */
function Parts({ build: { device, parts } }: { build: DeviceBuild }) {
  return (
    <div className="rare">
      <span className="lbl">How common is {device}’s build?</span>
      {parts.map(({ name, share }) => <div key={name}><span>{name}</span><Meter share={rarity(share)} /><span className="n">{oneIn(share) ?? 'not known'}</span></div>)}
    </div>
  );
}

/** 0 for what everybody has to 1 for one in 20,000 and rarer; logarithmic, as weight is. */
export function rarity(share: number | null): number {
  return share === null || share <= 0 ? 0 : Math.min(1, Math.log(1 / share) / Math.log(20_000));
}
