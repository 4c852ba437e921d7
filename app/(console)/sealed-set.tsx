import { Side } from '@/components/case/dossier';
import { SealedEvidence } from '@/components/decision/sealed-evidence';
import { ExhibitPanel } from '@/components/evidence/exhibit-panel';
import { exact } from '@/components/ui/moment';
import { plural } from '@/components/ui/words';
import type { BlindSet } from '@/lib/evidence/exhibit';
import { panelIn, type PanelContent } from '@/lib/evidence/panels';
import { sentence } from '@/lib/evidence/panels/labels';
import { sealedLines } from '@/lib/evidence/sealed-lines';
import { pagesNow } from '../pages-now';
import type { LaneRows } from './lane-rows';

/** The panels as the dossier has them: what belongs together stands side by side. */
const ROWS: readonly { shape: 'even' | 'clock'; ids: readonly PanelContent['panel'][] }[] = [
  { shape: 'even', ids: ['same-hands'] }, { shape: 'even', ids: ['geography'] }, { shape: 'clock', ids: ['clock', 'devices'] }, { shape: 'even', ids: ['links'] }, { shape: 'even', ids: ['money', 'identity'] }, { shape: 'even', ids: ['text'] }, { shape: 'even', ids: ['clients'] },
];

/** A sealed set as everybody sees it: its lines each with its own weight, then its panels. The combined odds are not in it. */
export async function SealedSet({ sealed: { digest, intact, evidence }, rows }: { sealed: { digest: string; intact: boolean; evidence: BlindSet }; rows: LaneRows }) {
  const pages = await pagesNow();
  const { assessment, signalVersions, policyVersion, rarityVersion } = evidence;
  const panels = evidence.exhibits.map(panelIn).filter((panel) => panel !== null);
  const versions = [`Policy ${policyVersion}`, rarityVersion === null ? 'no rarity table' : `rarity ${rarityVersion}`, `${plural(Object.keys(signalVersions).length, 'signal')} found something`].join(', ');
  return (
    <div className="col far">
      <SealedEvidence sealed={exact(evidence.sealedAt)} digest={digest} intact={intact} lines={sealedLines(assessment)} missing={assessment.missing.map(sentence)} story={assessment.innocent?.words ?? null} versions={versions} />
      {ROWS.map(({ shape, ids }) => {
        const beside = panels.filter(({ panel }) => ids.includes(panel)).map((panel) => <ExhibitPanel key={panel.panel} content={panel} pages={pages} rows={rows} />);
        return beside.length > 1 ? <Side key={ids[0]} shape={shape}>{beside}</Side> : beside;
      })}
    </div>
  );
}
