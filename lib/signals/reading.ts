import type { Alone, Finding, Given, Reading, Signal } from './signal';
import { countersOf, rounded, strengthOf } from './weight';
import type { Explanation } from './weight';

/** What a signal hands over when it has found something; the rest of the finding follows from the signal and the weight. */
export type Seen = Pick<Finding, 'llr' | 'quality' | 'firstAt' | 'lastAt' | 'value' | 'words' | 'evidence'> & {
  identifiers?: Finding['identifiers'];
  explained?: readonly Explanation[];
};

export const quiet: Reading = { state: 'quiet' };

export function abstains(missing: string): Reading {
  return { state: 'abstains', missing };
}

export function found(signal: Signal, seen: Seen): Reading {
  const { explained = [], identifiers = [], ...rest } = seen;
  const llr = rounded(seen.llr);
  return {
    state: 'found',
    finding: {
      ...rest,
      signal: signal.id,
      version: signal.version,
      family: signal.family,
      strength: strengthOf(llr),
      llr,
      quality: rounded(Math.min(1, Math.max(0, seen.quality))),
      evidence: bounded([...new Set(seen.evidence)]),
      identifiers: distinctIdentifiers(identifiers),
      counter: countersOf(llr, explained),
    },
  };
}

/** What all signals together had to say about an account, each list in the order of the kinds. */
export type Readings = {
  findings: readonly Finding[];
  abstained: readonly { signal: string; missing: string }[];
  quiet: readonly string[];
};

/** What the kinds say that look at nobody else, each in the place of its kind. */
export type Early = readonly (Reading | undefined)[];

/** Reads those kinds for `readAll`, before it is known who is around. */
export function readAlone(given: Alone, kinds: readonly Signal[], disabled: ReadonlySet<string> = new Set()): Early {
  return kinds.map((kind) => (kind.alone && !disabled.has(kind.id) ? kind.read(given) : undefined));
}

/** Reads every kind that the policy has not switched off, but for what was read early, of the same kinds. Pure, and the same for the same input. */
export function readAll(given: Given, kinds: readonly Signal[], disabled: ReadonlySet<string> = new Set(), early: Early = []): Readings {
  const findings: Finding[] = [];
  const abstained: { signal: string; missing: string }[] = [];
  const silent: string[] = [];
  for (const [nth, kind] of kinds.entries()) {
    if (disabled.has(kind.id)) continue;
    const reading = early[nth] ?? kind.read(given);
    if (reading.state === 'found') findings.push(reading.finding);
    else if (reading.state === 'abstains') abstained.push({ signal: kind.id, missing: reading.missing });
    else silent.push(kind.id);
  }
  return { findings, abstained, quiet: silent };
}

/** The first and the last events suffice to look the rest up; a finding stays small however long an account has lived. */
const EVIDENCE_AT_MOST = 60;

function bounded(events: string[]): string[] {
  return events.length <= EVIDENCE_AT_MOST ? events : [...events.slice(0, EVIDENCE_AT_MOST / 2), ...events.slice(-EVIDENCE_AT_MOST / 2)];
}

function distinctIdentifiers(identifiers: Finding['identifiers']): Finding['identifiers'] {
  const seen = new Map(identifiers.map((each) => [`${each.kind} ${each.digest}`, { kind: each.kind, digest: each.digest }]));
  return [...seen.keys()].sort().map((key) => seen.get(key)!);
}
