/** The hands in a case by which somebody has seen what was proposed there, as `touches` keep them: such a person reads blind no more. */
export const SEEN = ['returned', 'uncovered'] as const;

/** What takes a second reader's independence: their own hand in the case, having seen a proposal on it uncovered, or having heard an appeal there, with the verdicts and the odds before them. */
export const UNBLINDING = ['noted', 'asked', 'proposed', 'lifted', 'heard', ...SEEN] as const;
