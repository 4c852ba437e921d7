/** Whose hand a thing shows: the verified person (solid teal), another (hatched ochre), or it cannot be told (dotted grey). */
export type Hand = 'verified' | 'other' | 'unknown';

export const HAND: Readonly<Record<Hand, { fill: string; word: string; colour: string; edge: string }>> = {
  verified: { fill: 'ha', word: 'Verified person', colour: 'var(--teal)', edge: 'var(--teal-text)' },
  other: { fill: 'hb', word: 'Another hand', colour: 'var(--ochre)', edge: 'var(--ochre-text)' },
  unknown: { fill: 'hn', word: 'Cannot tell', colour: 'var(--control-line)', edge: 'var(--text-3)' },
};

/** The patterns that charts fill with; once a page, in the root layout. */
export function Patterns() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--ochre-mid)" /><rect width="1.7" height="5" fill="var(--ochre-text)" /></pattern>
        <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="var(--line)" /><circle cx="2.5" cy="2.5" r=".9" fill="var(--text-3)" /></pattern>
      </defs>
    </svg>
  );
}

/** The three hands, named once a chart. */
export function HandKeys() {
  return (
    <span className="legend row wrap">
      {(['verified', 'other', 'unknown'] as const).map((hand) => (
        <span className="key" key={hand}><svg viewBox="0 0 18 10" aria-hidden="true" focusable="false"><rect className={HAND[hand].fill} width="18" height="10" rx="2" /></svg>{HAND[hand].word}</span>
      ))}
    </span>
  );
}

/** A ten-pixel mark of a hand, for tables. */
export function HandMark({ hand }: { hand: Hand }) {
  return <svg width="10" height="10" role="img" aria-label={HAND[hand].word}><rect className={HAND[hand].fill} width="10" height="10" rx="2" /></svg>;
}
