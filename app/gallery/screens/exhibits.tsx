import Link from 'next/link';
import { EvidenceRows } from '@/components/controls/evidence-rows';
import { ChecksList } from '@/components/evidence/exhibits/checks-list';
import { ClientList } from '@/components/evidence/exhibits/client-list';
import { Clock } from '@/components/evidence/exhibits/clock';
import { DeviceTable } from '@/components/evidence/exhibits/device-table';
import { LinkGraph } from '@/components/evidence/exhibits/link-graph';
import { MoneyStrip } from '@/components/evidence/exhibits/money-strip';
import { TextDiff } from '@/components/evidence/exhibits/text-diff';
import { Timeline } from '@/components/evidence/exhibits/timeline';
import { WorldMap } from '@/components/evidence/exhibits/world-map';
import { Side } from '@/components/case/dossier';
import { TopBar } from '@/components/shell/top-bar';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { DAY, HOUR } from '@/lib/kernel/instant';
import { NOW } from '../cast';
import { CLIENTS, CLOCK, DEVICES, LINKS, MAP, MONEY, PAIRS, PICTURES, TIMELINE } from '../cast-case';

/** The rows behind a line of evidence, a folded report among them. */
export const BEHIND = (
  <EvidenceRows said="From 9 September on, every session came from one machine that had never been seen on this account, and none from those that had." measured={[{ term: 'old devices since', fact: '0 of 3' }, { term: 'sessions since', fact: '341' }]} innocent={['a new computer', 'a stay away from home']} counter={['one of the old devices comes back']} more={335} moreHref="?behind=D3#events"
    now={NOW} rows={[
      { event: 'evt_9P4K', at: NOW - 69 * DAY, zone: 'Europe/London', words: 'Session seen', facts: [{ term: 'network', fact: 'Known VPN' }, { term: 'place', fact: 'unknown, an exit' }, { term: 'device', fact: 'D-9E2' }] },
      { event: 'evt_7Q2M', at: NOW - 69 * DAY + 2 * HOUR, zone: 'Europe/London', words: 'A client reported', facts: [{ term: 'about', fact: 'another person' }], report: 'The person on the call was not the one from the interview.' },
    ]} />
);

/** Every exhibit of the dossier, as the case page shows them. */
export function Exhibits() {
  return (
    <>
      <Timeline {...TIMELINE} />
      <WorldMap {...MAP} />
      <Side shape="clock"><Clock {...CLOCK} aside={<Tag tone="ochre">2½× likelier</Tag>} /><DeviceTable {...DEVICES} aside={<Tag tone="ochre">20× likelier</Tag>} /></Side>
      <LinkGraph {...LINKS} aside={<Link className="xs" href="/gallery/ring">Open the ring</Link>} />
      <Side>
        <MoneyStrip {...MONEY} aside={<Tag tone="ochre">12× likelier</Tag>} />
        <ChecksList hotkey="8" {...PICTURES} steps={[
          { id: '1', title: 'Step-up offered', says: '10 Nov, three routes, one without video. Due today 18:00.', state: 'offered' },
          { id: '2', title: 'Live check not taken', says: '12 Oct, 15:20 UTC (16:20 Europe/London), no reason given. Declining a camera never counts alone.', state: 'abandoned' },
          { id: '3', title: 'Document and face passed', says: '3 Sep, 08:14 UTC (09:14 Europe/London), on D-41C at home in Leeds', state: 'passed' },
        ]} />
      </Side>
      <TextDiff pairs={PAIRS} hotkey="9" foot="Phrases found on more than 1% of profiles were taken out first. Bidding tools produce such pairs; adds nothing here until a second link." />
      <ClientList {...CLIENTS} />
    </>
  );
}

const short = [{ id: 'place', label: 'Place', bars: [{ from: TIMELINE.to - 9 * 86_400_000, to: null, hand: 'verified' as const, label: 'Lisbon, home' }], marks: [] }];
const trent = { id: 'a', label: 'Lisbon, declared', says: '14 sessions', lat: 38.7, lon: -9.1, radiusKm: 60, mark: 'declared' as const, hand: 'verified' as const, sessions: 14 };

/** The same in their lesser states: little data, the whole world, across the date line, and a ring. */
export function ExhibitsScreen() {
  return (
    <>
      <TopBar title="Exhibits" searchUrl={null} />
      <main className="page" id="main">
        <Exhibits />
        <Panel title="Rows behind a line" icon="laptop">{BEHIND}</Panel>
        <h2>With little, and with much</h2>
        <Timeline from={TIMELINE.to - 20 * 86_400_000} to={TIMELINE.to} lanes={short} hours={[]} handover={null} overview={null} describe="Nine days in Lisbon; nothing changed hands." panel="t2" />
        <Timeline from={TIMELINE.from} to={TIMELINE.to} lanes={TIMELINE.lanes.slice(2, 3)} hours={[]} handover={TIMELINE.handover} overview={null} zone="America/Los_Angeles" describe="The device changes between 9 and 11 September, on a clock that has other days by then." panel="t3" />
        <div className="halves">
          <WorldMap places={[trent]} arcs={[]} days={[]} stops={[]} describe="Map. All 14 sessions fell near Lisbon, the declared place." panel="m2" />
          <WorldMap places={[{ ...trent, id: 'b', label: 'Suva, declared', lat: -18.1, lon: 178.4 }, { ...trent, id: 'c', label: 'near Apia', says: '2 sessions', lat: -13.8, lon: -171.8, mark: 'elsewhere', hand: 'other', radiusKm: 300 }]} arcs={[{ from: 'b', to: 'c', km: 1150, minutes: 20, says: 'across the date line' }]} days={[]} stops={[]} describe="Map across the date line." panel="m3" />
        </div>
        <WorldMap panel="m4" places={[trent, { ...trent, id: 'd', label: 'near Nairobi', lat: -1.3, lon: 36.8, mark: 'elsewhere', says: '40 sessions' }, { ...trent, id: 'e', label: 'near Auckland', lat: -36.8, lon: 174.7, mark: 'elsewhere', says: '9 sessions' }, { ...trent, id: 'f', label: 'near Lima', lat: -12, lon: -77, mark: 'elsewhere', says: '6 sessions' }]} arcs={[{ from: 'a', to: 'e', km: 19_600, minutes: 600, says: 'two devices' }]} days={[]} stops={[]} describe="Map of a traveller: Lisbon, Nairobi, Auckland, Lima." />
        <div className="halves">
          <LinkGraph title="Why they are linked" panel="l2" describe="Kestrel: four accounts share instrument 0932 and device D-9E2. Trent is tied only by an exit, which links nobody." why={[]}
            accounts={[...['Mallory', 'Ostrander', 'Dahl', 'Sable'].map((id) => ({ id, label: id, role: 'inside' as const })), ...['Brandt', 'Peggy', 'Trent'].map((id) => ({ id, label: id, role: 'out' as const }))]}
            identifiers={[...LINKS.identifiers, { id: 'text', label: 'texts', kind: 'near-copies', accounts: 5, hub: false, rarity: null }]}
            edges={[...['Mallory', 'Ostrander', 'Dahl', 'Sable'].map((account) => ({ account, identifier: 'pay', weight: 3, solid: true })), ...['Mallory', 'Ostrander', 'Dahl', 'Brandt'].map((account) => ({ account, identifier: 'dev', weight: 2.4, solid: true })), { account: 'Sable', identifier: 'text', weight: 1, solid: true }, { account: 'Peggy', identifier: 'text', weight: 1, solid: false }, { account: 'Trent', identifier: 'exit', weight: 0, solid: false }, { account: 'Mallory', identifier: 'exit', weight: 0, solid: false }]} />
          <LinkGraph title="Many" panel="l3" describe="Ninety accounts on one instrument; forty nodes are drawn." why={[]} moreHref="?all=1" accounts={[{ id: 'self', label: 'Studio Marl', role: 'self' }, ...Array.from({ length: 90 }, (_, i) => ({ id: `x${i}`, label: `acc_${1000 + i}`, role: 'other' as const }))]} identifiers={[LINKS.identifiers[0] ?? { id: 'pay', label: 'x', kind: '', accounts: 0, hub: false, rarity: null }]} edges={[{ account: 'self', identifier: 'pay', weight: 3, solid: true }, ...Array.from({ length: 90 }, (_, i) => ({ account: `x${i}`, identifier: 'pay', weight: 1 + (i % 4), solid: true }))]} />
        </div>
        <ChecksList panel="i2" steps={[]} pictures={[{ id: '7C02', says: 'Profile photo since 4 Mar', twins: [], crowd: 'On more than 50 accounts, as a stock picture is: it links nobody' }]} alike={PICTURES.alike} />
        <ClientList {...CLIENTS} panel="c2" hotkey={undefined} clients={CLIENTS.clients.slice(3)} more={4} />
      </main>
    </>
  );
}
