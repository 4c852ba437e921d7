import type { ReactNode } from 'react';
import { HandMark, type Hand } from '../../ui/hands';
import { Panel } from '../../ui/panel';
import { Table } from '../../ui/table';
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
};

export type DeviceTableProps = {
  devices: readonly DeviceRow[];
  /** How common the parts of one build are: share of the platform's devices, null where no table knows. */
  build: { device: string; parts: readonly { name: string; share: number | null }[] } | null;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

/** Devices, who else shows them, and how rare their parts are. */
export function DeviceTable({ devices, build, panel = 'devices', hotkey, aside }: DeviceTableProps) {
  return (
    <Panel title="Devices" icon="laptop" aside={aside} panel={panel} hotkey={hotkey}>
      <Table caption="Devices of this account" tight>
        <thead><tr>{['Device', 'Seen', 'On', 'Remote control'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {devices.map((device) => (
            <tr key={device.id}>
              <th scope="row"><span className="row"><HandMark hand={device.hand} /><span><Id>{device.id}</Id><br /><span className="qq xs nw">{device.kind}</span></span></span></th>
              <td className="sm nw">{device.seen}</td>
              <td className="sm nw">{plural(device.accounts, 'account')}</td>
              <td className="sm q">{device.remote ?? 'none'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {build !== null && (
        <div className="rare">
          <span className="lbl">How common is {build.device}’s build?</span>
          {build.parts.map(({ name, share }) => <div key={name}><span>{name}</span><Meter share={rarity(share)} /><span className="n">{oneIn(share) ?? 'not known'}</span></div>)}
        </div>
      )}
    </Panel>
  );
}

/** 0 for what everybody has to 1 for one in 20,000 and rarer; logarithmic, as weight is. */
export function rarity(share: number | null): number {
  return share === null || share <= 0 ? 0 : Math.min(1, Math.log(1 / share) / Math.log(20_000));
}
