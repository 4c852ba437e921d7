import type { Language } from '@/lib/kernel/language';
import type { Result } from '@/lib/kernel/result';

type Text = { subject: string; paragraphs: readonly string[] };

/** What comes back when somebody looks at the notice before they propose: in the holder's language and in English, and what stands in its way. */
export type DraftState = Result<Text & { language: Language; english: Text | null; blanks: readonly string[]; objections: readonly { found: string; words: string }[] }> | null;
export type DraftAction = (state: DraftState, form: FormData) => Promise<DraftState>;

/** A measure as the decision form offers it. Everything is finished words; the rules were asked on the server. */
export type MeasureChoice = {
  id: string;
  name: string;
  /** The letter that chooses it. */
  hotkey: string;
  /** What it does and for how long, in one line. */
  says: string;
  state: 'free' | 'countersigned' | 'locked';
  /** Why it is locked, or why a second person countersigns. */
  reason: string | null;
  /** How it is undone, in words. */
  undo: string;
  fields: readonly MeasureField[];
  /** The drafted notice, blanks as {{words}}; null for measures that tell the holder nothing. */
  draft: string | null;
  /** Numbers of the grounds that can carry it; null for all of them. */
  grounds: readonly string[] | null;
  needsGround: boolean;
};

/** A field of one measure. In the form it is called `<measure>.<name>`. `lines`: one value a line; `checks`: several of `options`. */
export type MeasureField = {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'date' | 'paragraph' | 'lines' | 'select' | 'check' | 'checks';
  value?: string;
  values?: readonly string[];
  hint?: string;
  options?: readonly { value: string; label: string; says?: string }[];
  min?: number | string;
  max?: number | string;
};

export type GroundChoice = { number: string; title: string; text: string; suggested: boolean };

/** Where the latest decision stands on the page of its case: what comes of the form that decides. */
export const LATEST = 'latest-decision';

/** The measure of which a field was refused: sent before any script had run, the page comes back without what was chosen. */
export function refusedOf(measures: readonly Pick<MeasureChoice, 'id'>[], answers: readonly (Result<unknown> | null)[]): string | null {
  const names = answers.flatMap((one) => (one?.ok === false ? Object.keys(one.fields) : []));
  return measures.find(({ id }) => names.some((name) => name.startsWith(`${id}.`)))?.id ?? null;
}
