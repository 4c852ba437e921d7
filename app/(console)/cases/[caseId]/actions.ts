'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { DraftState } from '@/components/decision/choices';
import { OPENS, type FormState } from '@/components/ui/form-state';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { claimNext } from '@/lib/cases/commands/claim-next-case';
import { handOn } from '@/lib/cases/commands/hand-on';
import { releaseCase } from '@/lib/cases/commands/release-case';
import { renewLease } from '@/lib/cases/commands/renew-lease';
import { REVEALED, revealField } from '@/lib/cases/commands/reveal-field';
import { writeNote } from '@/lib/cases/commands/write-note';
import { liftDecision } from '@/lib/decisions/commands/lift-decision';
import { proposeDecision } from '@/lib/decisions/commands/propose-decision';
import { uncoverDecision } from '@/lib/decisions/commands/uncover-decision';
import { WITHDRAWABLE_FOR } from '@/lib/decisions/decision';
import { asInForm, fieldsSent } from '@/lib/decisions/measure-form';
import { noticeDraft } from '@/lib/decisions/queries/notice-draft';
import type { LinkPiece } from '@/lib/evidence/panels/links';
import { linksOf } from '@/lib/evidence/queries/panels';
import { act, attempt, inputOf, signedIn } from '@/lib/kernel/action';
import { SECOND } from '@/lib/kernel/instant';
import { languageNamed, type Language } from '@/lib/kernel/language';
import { granted, type Result } from '@/lib/kernel/result';
import { colleagues, type Offered } from '@/lib/staff/queries/colleagues';
import { togetherNews } from '../../together-news';
import { afterwards } from './afterwards';

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
const page = (form: FormData): string => `/cases/${textIn(form, 'caseId')}`;

export async function claim(_: FormState, form: FormData): Promise<FormState> {
  const state = await act(claimCase, inputOf(form), { refresh: [page(form), '/queue'], words: () => 'It is yours now.', isShown: true, news: togetherNews });
  // Whoever comes second sees who came first; nothing typed is at stake.
  if (state?.ok === false) revalidatePath(page(form));
  return state;
}

export async function release(_: FormState, form: FormData): Promise<FormState> {
  return act(releaseCase, inputOf(form), { refresh: [page(form), '/queue'], words: () => 'Let go. Anybody may take it now; Claim takes it back.' });
}

/** To another group, with the reason; the case is free for them at once. */
export async function pass(_: FormState, form: FormData): Promise<FormState> {
  return act(handOn, inputOf(form), { refresh: [page(form), '/queue'], words: ({ group }) => `Handed on to ${group || 'everybody'}.` });
}

/** As the page of somebody who is away does by itself. It stays as it is: what was typed in it is not to be lost. */
export async function leaveAway(_: FormState, form: FormData): Promise<FormState> {
  return act(releaseCase, { ...inputOf(form), away: 'yes' }, { words: () => 'Let go.' });
}

/** Takes a case again that one has lost while writing; a refusal changes nothing on the page. */
export async function claimAgain(_: FormState, form: FormData): Promise<FormState> {
  return act(claimCase, inputOf(form), { refresh: [page(form), '/queue'], words: () => 'You hold this case again.' });
}

export async function renew(_: FormState, form: FormData): Promise<FormState> {
  return act(renewLease, inputOf(form), { refresh: [page(form)], words: () => 'Kept.' });
}

export async function note(_: FormState, form: FormData): Promise<FormState> {
  const state = await act(writeNote, { caseId: textIn(form, 'caseId'), body: textIn(form, 'text') }, { refresh: [page(form)], words: ({ words }) => `Kept. ${words}`.trim() });
  if (state === null || state.ok) return state;
  // The form calls it "text".
  const { body, ...fields } = state.fields;
  return body === undefined ? state : { ...state, fields: { ...fields, text: body } };
}

/** Who is offered behind an @; nobody where they could not be asked. */
export async function offered(): Promise<readonly Offered[]> {
  const found = await colleagues(await signedIn(), {});
  return found.ok ? found.value : [];
}

/** The form calls what belongs to a measure `<measure>.<field>`, and the sentences for the holder `<measure>.notice`. */
export async function propose(_: FormState, form: FormData): Promise<FormState> {
  const measure = textIn(form, 'measure');
  const isNextWanted = textIn(form, 'then') === 'next';
  const state = await act(proposeDecision, {
    caseId: textIn(form, 'caseId'),
    version: textIn(form, 'version'),
    seen: textIn(form, 'seen') || undefined,
    measure,
    fields: fieldsSent(form, measure),
    grounds: form.getAll('ground').filter((value) => typeof value === 'string'),
    statement: textIn(form, `${measure}.notice`),
    written: writtenIn(form),
    reason: textIn(form, 'reason'),
    panels: textIn(form, 'panels').split(',').filter((panel) => panel !== ''),
  }, {
    // Whoever goes on leaves the page; nothing of it is made anew.
    refresh: isNextWanted ? [] : [page(form), '/queue', '/reviews'],
    words: ({ second }) => (second === null ? `Decided. For ${WITHDRAWABLE_FOR / SECOND} seconds it can be withdrawn; then it leaves.` : 'Proposed. A second person reads the evidence before anything happens.'),
  });
  if (isNextWanted && state?.ok === true) {
    const { opens, news } = await following(textIn(form, 'caseId'));
    return form.has(OPENS) ? granted({ ...state.value, opens, ...(news !== null && { news }) }) : redirect(opens);
  }
  return state && asInForm(state, measure);
}

/** To the next case of its ring that is in hand, or the next best, claimed; to the queue where none is left, which is told. */
async function following(after: string): Promise<{ opens: string; news: string | null }> {
  const next = await attempt(claimNext, { after });
  return next.ok ? { opens: afterwards(next.value.caseId), news: togetherNews(next.value) } : { opens: '/queue', news: next.words };
}

/** From a case that one is done with to the next; where none is left, that is said. Field: `after`. */
export async function goOn(_: FormState, form: FormData): Promise<FormState> {
  const to = ({ caseId }: { caseId: string }) => `/cases/${caseId}`;
  return act(claimNext, { after: textIn(form, 'after') }, form.has(OPENS) ? { opens: to, words: ({ name }) => `${name} is yours.`, news: togetherNews } : { refresh: ['/queue'], to });
}

/** The notice as it would be written from what is in the form now, with what stands in its way. Nothing is kept. */
export async function draft(_: DraftState, form: FormData): Promise<DraftState> {
  const measure = textIn(form, 'measure');
  const state = await noticeDraft(await signedIn(), {
    caseId: textIn(form, 'caseId'), measure, fields: fieldsSent(form, measure), grounds: form.getAll('ground').filter((value) => typeof value === 'string'), statement: textIn(form, `${measure}.notice`), written: writtenIn(form),
  });
  return asInForm(state, measure);
}

/** The language of somebody's own words, as the form says it; the command refuses any other. */
function writtenIn(form: FormData): Language {
  return languageNamed(textIn(form, 'written')) ?? 'en';
}

export async function lift(_: FormState, form: FormData): Promise<FormState> {
  return act(liftDecision, { decisionId: textIn(form, 'decisionId'), version: textIn(form, 'version'), words: textIn(form, 'words'), written: writtenIn(form) }, { refresh: [page(form), '/queue'], words: () => 'Lifted. The platform is told at once.' });
}

/** Field: `decisionId`. */
export async function uncover(_: FormState, form: FormData): Promise<FormState> {
  return act(uncoverDecision, { decisionId: textIn(form, 'decisionId') }, { refresh: [page(form), '/reviews'], words: () => 'Open to you from here on. Somebody else countersigns on this case.' });
}

export async function reveal(_: FormState, form: FormData): Promise<FormState> {
  return act(revealField, inputOf(form), { words: ({ field, value }) => `${REVEALED[field].charAt(0).toUpperCase()}${REVEALED[field].slice(1)}: ${value}` });
}

/** What another account shares, for whoever walks the links on to it. */
export async function growLinks(account: string): Promise<Result<LinkPiece>> {
  return linksOf(await signedIn(), { account });
}
