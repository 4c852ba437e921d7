import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Instant } from '../kernel/instant';
import { INNOCENT_LIVES } from '../risk/assessment';
import type { Assessment, InnocentStory } from '../risk/assessment';
import type { ExhibitShape } from '../signals/signal';
import { isPanel, PANEL_IDS, type PanelId } from './panel';

/** One thing laid before the reader. `content` is plain JSON in the form its shape draws. */
export type Exhibit = { shape: ExhibitShape; title: string; content: unknown };

/** The evidence as it stood when a measure was proposed. Once sealed it never changes; its digest goes into the ledger. */
export type ExhibitSet = {
  version: 1;
  case: string;
  account: string;
  assessment: Assessment;
  policyVersion: number;
  rarityVersion: number | null;
  /** Version of every signal that made a finding, by signal id. */
  signalVersions: Readonly<Record<string, number>>;
  exhibits: readonly Exhibit[];
  /** What the proposer had opened, in the order of the page. */
  panelsOpened: readonly PanelId[];
  sealedAt: Instant;
};

export type Laid = { case: string; assessment: Assessment; exhibits: readonly Exhibit[]; panelsOpened: readonly string[]; sealedAt: Instant };

/** The set for a proposal: versions come from the assessment itself, so that they cannot disagree with it. */
export function exhibitSet({ case: id, assessment, exhibits, panelsOpened, sealedAt }: Laid): ExhibitSet {
  const opened = new Set(panelsOpened.filter(isPanel));
  return {
    version: 1,
    case: id,
    account: assessment.account,
    assessment,
    policyVersion: assessment.policyVersion,
    rarityVersion: assessment.rarityVersion,
    signalVersions: Object.fromEntries(assessment.findings.map((finding) => [finding.signal, finding.version])),
    exhibits,
    panelsOpened: PANEL_IDS.filter((panel) => opened.has(panel)),
    sealedAt,
  };
}

/** SHA-256 of the set's canonical JSON, lower-case hexadecimal: the same after a round trip through the database. */
export function sealOf(set: ExhibitSet): string {
  return sha256Hex(canonicalJson(set));
}

/** Whether a stored set is still the one that was sealed. */
export function isIntact(set: ExhibitSet, digest: string): boolean {
  return sealOf(set) === digest;
}

/** What a second reader may see before committing: every line of evidence with its own weight, nothing combined, nothing proposed. */
export type BlindSet = Omit<ExhibitSet, 'assessment' | 'panelsOpened'> & {
  assessment: Omit<Assessment, 'band' | 'probability' | 'logOdds' | 'prior' | 'own' | 'spread' | 'shadow' | 'strength' | 'held' | 'unread' | 'innocent' | 'stories'> & {
    innocent: BlindStory | null;
    stories: readonly BlindStory[];
  };
};
/** Stories laid before a second reader at most, best first. */
const MOST_STORIES = 8;

type BlindStory = Omit<InnocentStory, 'llr' | 'share'>;

/** Built by naming what is shown, not by removing what is hidden, so that a field added later stays covered until somebody decides. */
export function blindView(set: ExhibitSet): BlindSet {
  const { assessment: a } = set;
  return {
    version: set.version,
    case: set.case,
    account: set.account,
    policyVersion: set.policyVersion,
    rarityVersion: set.rarityVersion,
    signalVersions: set.signalVersions,
    exhibits: set.exhibits,
    sealedAt: set.sealedAt,
    assessment: {
      account: a.account,
      assessedAt: a.assessedAt,
      families: a.families,
      findings: a.findings,
      // How heavy the other reading is against innocence stays out, like the odds.
      counter: a.counter.filter(({ kind }) => kind !== INNOCENT_LIVES),
      pairs: a.pairs,
      missing: a.missing,
      innocent: a.innocent === null ? null : blindStory(a.innocent),
      stories: a.stories.slice(0, MOST_STORIES).map(blindStory),
      ring: a.ring,
      policyVersion: a.policyVersion,
      rarityVersion: a.rarityVersion,
    },
  };
}

function blindStory({ kind, words, explains, leaves, support, decides }: InnocentStory): BlindStory {
  return { kind, words, explains, leaves, support, decides };
}
