import type { SealedLine } from '@/lib/evidence/sealed-lines';
import type { ReactNode } from 'react';
import { CopyButton } from '../controls/copy-button';
import { FAMILY, Icon } from '../ui/icon';
import { Panel } from '../ui/panel';
import { Id } from '../ui/text';
import { likelihood } from '../ui/words';

export type SealedEvidenceProps = {
  /** "17 Nov 2026, 13:41 UTC" */
  sealed: ReactNode;
  /** SHA-256 of the set, hexadecimal. */
  digest: string;
  intact: boolean;
  lines: readonly SealedLine[];
  missing: readonly string[];
  story: string | null;
  /** "Policy 14, rarity 203, 16 signals" */
  versions: string;
  aside?: ReactNode;
};

/** "9f3c·41ae·07d2": the head of a digest, for eyes. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 12).match(/.{4}/g) ?? [digest]).join('·');
}

/** Why a line is not counted. */
const NOT_COUNTED = { above: 'counted in another', apart: 'adds nothing to the odds', chance: 'no more than chance' } as const;

/** The evidence as it stood when it was sealed: every line with its own weight, nothing combined. */
export function SealedEvidence({ sealed, digest, intact, lines, missing, story, versions, aside }: SealedEvidenceProps) {
  return (
    <Panel title="Evidence as sealed" icon="snowflake" aside={<>{aside}<span className="xs q">{sealed}</span><span title={digest}><Id quiet>{shortDigest(digest)}</Id></span><CopyButton text={digest} label="the digest" /></>} foot={<>{versions}. {intact ? 'The set still has the digest in the ledger.' : <b className="tb2">The set no longer has the digest in the ledger.</b>}</>}>
      <div className="two3">
        <div>
          <div className="row sp"><span className="lbl">What was seen</span>{lines.length > 0 && <span className="lbl">times likelier with another hand</span>}</div>
          <ul className="mini whole">
            {lines.map(({ family, words, llr, stands = 'counted', lessened = [] }) => {
              const { direction, times } = likelihood(llr);
              return <li key={words}><Icon name={FAMILY[family].icon} small /><span><span className="vh">{FAMILY[family].word}: </span>{words}{lessened.length > 0 && <span className="xs q"> {lessened.join(' ')}</span>}</span>{stands !== 'counted' ? <span className="xs q">{NOT_COUNTED[stands]}</span> : <b className={direction === 'raises' ? 'o' : direction === 'lowers' ? 't' : undefined}>{times}</b>}</li>;
            })}
          </ul>
        </div>
        <div>
          <span className="lbl">Not known then</span>
          <ul className="dots">{missing.length === 0 ? <li>Nothing that a signal asked for</li> : missing.map((words) => <li key={words}>{words}</li>)}</ul>
          {story !== null && <><span className="lbl mt-2 block">Best innocent story</span><p className="says">{story}</p></>}
        </div>
      </div>
    </Panel>
  );
}
