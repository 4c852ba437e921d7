'use server';
import { revalidatePath } from 'next/cache';
import type { MemberResult, WaveState } from '@/components/decision/wave';
import { plural } from '@/components/ui/words';
import { countersignWave } from '@/lib/decisions/commands/countersign-wave';
import { liftWave } from '@/lib/decisions/commands/lift-wave';
import { proposeWave } from '@/lib/decisions/commands/propose-wave';
import { withdrawWave } from '@/lib/decisions/commands/withdraw-wave';
import { liftMember, proposeMember, signMember, type StepDone } from '@/lib/decisions/commands/wave-steps';
import { asInForm, fieldsSent } from '@/lib/decisions/measure-form';
import { wavePage } from '@/lib/decisions/queries/wave-page';
import { wavePlan } from '@/lib/decisions/queries/wave-plan';
import { act, attempt, signedIn } from '@/lib/kernel/action';
import { refuse } from '@/lib/kernel/refusal';
import { granted, type Result } from '@/lib/kernel/result';
import { redirect } from 'next/navigation';
import { OPENS, type FormState } from '@/components/ui/form-state';

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

type Named = { account: string; name: string };

type Run = {
  /** Whom it is done on; entered as begun where a command begins it. */
  begin: () => Promise<Result<readonly Named[]>>;
  step: (account: string) => Promise<StepDone>;
  words: (done: number, of: number) => string;
};

/**
 * The same step once a member: each is allowed, refused and entered by itself. A page with a script asks with `plan` on whom, then once with
 * `only` for each, so that progress is seen, and with `over` ("2 3": done, of) when it is through; without one all of it comes at once.
 */
async function onEach(wave: string, form: FormData, { begin, step, words }: Run): Promise<WaveState> {
  const [only, over] = [textIn(form, 'only'), textIn(form, 'over')];
  if (only !== '') return granted({ words: '', wave, results: [await resultOf({ account: only, name: textIn(form, 'name') }, step)], left: [] });
  if (over !== '') {
    // The only one of them that asks nothing else of the product.
    await signedIn();
    return whenThrough(words(Number(over.split(' ')[0]), Number(over.split(' ')[1])), wave, []);
  }
  const begun = await begin();
  if (!begun.ok) return begun;
  if (form.has('plan')) return granted({ words: '', wave, results: [], left: begun.value });
  const results: MemberResult[] = [];
  for (const member of begun.value) results.push(await resultOf(member, step));
  return whenThrough(words(results.filter(({ done }) => done).length, results.length), wave, results);
}

async function resultOf({ account, name }: Named, step: Run['step']): Promise<MemberResult> {
  const came = await step(account);
  return { account, name, done: came.ok, words: came.ok ? came.value.words : came.words };
}

function whenThrough(words: string, wave: string, results: readonly MemberResult[]): WaveState {
  for (const path of ['/queue', '/reviews', '/rings']) revalidatePath(path, 'layout');
  return granted({ words, wave, results, left: [] });
}

const proposing = (wave: string, begin: Run['begin']): Run => ({
  begin, step: (account) => attempt(proposeMember, { wave, account }), words: (done, of) => `Proposed for ${plural(done, 'account')} of ${of}. It waits for a second person, under Reviews.`,
});

/** Fields: `wave`, `ring`, `measure`, `<measure>.<field>`, `reason`, and for each member `leave.<account>`, `why.<account>`, `seen.<account>`. */
export async function decideOnRing(_: WaveState, form: FormData): Promise<WaveState> {
  const [wave, ring, measure] = [textIn(form, 'wave'), textIn(form, 'ring'), textIn(form, 'measure')];
  return onEach(wave, form, proposing(wave, async () => {
    const plan = await wavePlan(await signedIn(), { ring, measure });
    // Without a plan the command says what is wrong.
    const lines = plan.ok ? plan.value.lines : [];
    const nameOf = new Map(lines.map(({ account, name }) => [account, name]));
    const members = [...form.keys()].flatMap((key) => {
      if (!key.startsWith('leave.')) return [];
      const account = key.slice('leave.'.length);
      const leave = textIn(form, key);
      const suggested = lines.find((line) => line.account === account);
      return [{ account, leave: leave === '' ? null : leave, why: suggested?.leave === leave ? suggested.why : '', seen: textIn(form, `seen.${account}`) }];
    });
    const begun = await attempt(proposeWave, { wave, ring, measure, fields: fieldsSent(form, measure), reason: textIn(form, 'reason'), members: members as Parameters<typeof proposeWave>[1]['members'] });
    // Sent twice, it goes on where it was.
    if (!begun.ok && begun.code !== 'exists') return begun;
    return granted(members.flatMap(({ account, leave }) => (leave === null ? [{ account, name: nameOf.get(account) ?? account }] : [])));
  }));
}

/** Goes on with what is not proposed yet. Field: `wave`. */
export async function goOnProposing(_: WaveState, form: FormData): Promise<WaveState> {
  const wave = textIn(form, 'wave');
  return onEach(wave, form, proposing(wave, async () => {
    const found = await wavePage(await signedIn(), { wave });
    return found.ok ? granted(found.value.pending) : found;
  }));
}

/** Fields: `wave`, `accounts`, those of a verdict, and for each member `apart.<account>` (empty: as the rest) and `words.<account>`. */
export async function commitOnWave(_: FormState, form: FormData): Promise<FormState> {
  const [wave, measure] = [textIn(form, 'wave'), textIn(form, 'measure')];
  if (measure === '') return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
  const apart = [...form.keys()].flatMap((key) => {
    const account = key.startsWith('apart.') ? key.slice('apart.'.length) : null;
    return account === null || textIn(form, key) === '' ? [] : [{ account, measure: textIn(form, key), words: textIn(form, `words.${account}`) }];
  });
  if (apart.some(({ words }) => words.trim() === '')) return refuse('invalid', 'Say of each account that you read otherwise why: it goes back with its case.');
  const committed = await act(countersignWave, { wave, measure, fields: fieldsSent(form, measure), grounds: form.getAll('ground').map(String), words: textIn(form, 'reason'), accounts: textIn(form, 'accounts'), answers: textIn(form, 'answers'), apart });
  if (committed?.ok !== true) return committed && asInForm(committed, measure);
  // The page itself goes on with the accounts, one by one, where a script runs it.
  if (form.has(OPENS)) return granted({ words: 'Committed.', opens: `/reviews/waves/${wave}?sign=on` });
  await goOnSigning(null, form);
  return redirect(`/reviews/waves/${wave}`);
}

/** Goes on with what is committed and not yet countersigned. Field: `wave`. */
export async function goOnSigning(_: WaveState, form: FormData): Promise<WaveState> {
  const wave = textIn(form, 'wave');
  return onEach(wave, form, {
    step: (account) => attempt(signMember, { wave, account }), words: (done, of) => `Your verdict is entered on ${plural(done, 'account')} of ${of}.`,
    begin: async () => {
      const found = await wavePage(await signedIn(), { wave });
      return found.ok ? granted(found.value.lines.filter(({ unsigned }) => unsigned)) : found;
    },
  });
}

/** Fields: `wave`, `words`. */
export async function withdrawWhole(_: FormState, form: FormData): Promise<FormState> {
  return act(withdrawWave, { wave: textIn(form, 'wave'), words: textIn(form, 'words') }, { refresh: ['/reviews', '/queue'], words: ({ accounts }) => `Withdrawn on ${plural(accounts.length, 'account')}. Their cases are yours again, in the queue.` });
}

/** Fields: `wave`, `words`. */
export async function reverseWave(_: WaveState, form: FormData): Promise<WaveState> {
  const [wave, words] = [textIn(form, 'wave'), textIn(form, 'words')];
  return onEach(wave, form, {
    step: (account) => attempt(liftMember, { wave, account, words }), words: (done) => `Lifted on ${plural(done, 'account')}. The opposite orders and the notices follow.`,
    begin: async () => {
      // Read before it is entered that the reversal has begun: what cannot be read is not begun.
      const found = await wavePage(await signedIn(), { wave });
      if (!found.ok) return found;
      const begun = await attempt(liftWave, { wave, words });
      return begun.ok ? granted(found.value.lines) : begun;
    },
  });
}
