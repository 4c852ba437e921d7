/** What the page says after a form led back to it. Only the names below are ever in an address: no words of anybody's. */
export const SENT = {
  answer: 'We have your answer. A person reads it. You can add to it until it is decided.',
  appeal: 'We have your appeal. Somebody who had no part in the decision reads it.',
} as const;

export type Kind = keyof typeof SENT;

const EMPTY: Readonly<Record<Kind, string>> = {
  answer: 'Tick something, choose a route, or write a few words.',
  appeal: 'Tell us in a few words why you disagree.',
};

/** What is wrong with the form of this kind, by its name in the address. */
export function wrongIn(kind: Kind, wrong: string | string[] | undefined): { text?: string; form?: string } {
  if (wrong === kind) return { text: EMPTY[kind] };
  return wrong === 'large' ? { form: 'That was more than can be sent at once. Nothing was kept of it; please send less.' } : {};
}
