/** The hands in a case by which somebody has seen what was proposed there, as `touches` keep them: such a person reads blind no more. */
export const SEEN = ['returned', 'uncovered'] as const;
