import { SealedEvidence, type SealedLine } from '@/components/decision/sealed-evidence';
import { ExhibitPanel } from '@/components/evidence/exhibit-panel';
import { exact } from '@/components/ui/moment';
import { plural } from '@/components/ui/words';
import type { BlindSet } from '@/lib/evidence/exhibit';
import { panelIn } from '@/lib/evidence/panels';

/** A sealed set as everybody sees it: its lines each with its own weight, then its panels. The combined odds are not in it. */
export function SealedSet({ sealed: { digest, intact, evidence } }: { sealed: { digest: string; intact: boolean; evidence: BlindSet } }) {
  const { assessment, signalVersions, policyVersion, rarityVersion } = evidence;
  const panels = evidence.exhibits.map(panelIn).filter((panel) => panel !== null);
  const versions = [`Policy ${policyVersion}`, rarityVersion === null ? 'no rarity table' : `rarity ${rarityVersion}`, plural(Object.keys(signalVersions).length, 'signal')].join(', ');
  return (
    <div className="col far">
      <SealedEvidence sealed={exact(evidence.sealedAt)} digest={digest} intact={intact} lines={linesOf(assessment)} missing={assessment.missing} story={assessment.innocent?.words ?? null} versions={versions} />
      {panels.map((panel) => <ExhibitPanel key={panel.panel} content={panel} />)}
    </div>
  );
}

/** What raises first, heaviest first, then what lowers. Findings that added nothing, because another said the same, are left to the panels. */
function linesOf({ findings, counter }: BlindSet['assessment']): SealedLine[] {
  const found = findings.map(({ family, words, entered }) => ({ family, words, llr: entered }));
  const lowered = counter.filter(({ lowers }) => lowers === null).map(({ words, llr }): SealedLine => ({ family: 'identity', words: words.replace(/\.$/, ''), llr }));
  return [...found.filter(({ llr }) => llr !== 0).sort((a, b) => b.llr - a.llr), ...lowered];
}
