import { z } from 'zod';
import { measureNamed } from '../decisions/ladder';
import { ROUTE_IDS, type Route } from '../decisions/kinds/step-up';
import { NOTICE_WORDS } from '../decisions/languages/index';
import type { Language } from '../kernel/language';
import { locked, OPEN, type Gate } from '../kernel/moves';
import { enclosedFiles, enclosedWords } from './enclosure';
import { PAGE_WORDS } from './languages/index';

/** What a holder can tick. */
export const FACT_IDS = ['new_device', 'travel', 'vpn', 'payee', 'somebody_else', 'other'] as const;
export type DeclaredFact = (typeof FACT_IDS)[number];

export const MOST_CHARACTERS = 4_000;

/** Free text from the holder, in any language: line ends made one, outer space off, at most 4,000 characters as people count them. */
export const holderText = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .refine((text) => [...text].length <= MOST_CHARACTERS, `Please keep it to ${MOST_CHARACTERS.toLocaleString('en-US')} characters.`)
  .refine((text) => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text), 'This text has characters that cannot be kept.');

export const answerForm = z
  .object({
    facts: z.array(z.enum(FACT_IDS)).transform((facts) => FACT_IDS.filter((fact) => facts.includes(fact))).default([]),
    text: holderText.default(''),
    route: z.enum(ROUTE_IDS).nullable().default(null),
    files: enclosedFiles,
  })
  .refine((answer) => answer.facts.length > 0 || answer.text !== '' || answer.route !== null || answer.files.length > 0, { path: ['text'], message: PAGE_WORDS.en.empty.answer });

/** What came back from the holder. */
export type Answer = z.output<typeof answerForm>;

/** An answer belongs to a question, and a route to those that were offered. */
export function fitsQuestion(decision: { measure: string; fields: Readonly<Record<string, unknown>> }, answer: Answer): Gate {
  if (!measureNamed(decision.measure)?.notice?.asks) return locked('move-closed', 'This decision asks nothing; you can appeal it instead.');
  const offered = routesOffered(decision);
  if (answer.route !== null && !offered.includes(answer.route)) return locked('invalid', 'Please choose one of the routes offered.');
  return OPEN;
}

/** The routes a decision offers, in the order of the page; none for measures that offer no choice. */
export function routesOffered(decision: { measure: string; fields: Readonly<Record<string, unknown>> }): readonly Route[] {
  const offered = decision.measure === 'step-up' ? decision.fields.routes : [];
  return ROUTE_IDS.filter((route) => Array.isArray(offered) && offered.includes(route));
}

/** What a holder was asked, a line each: the questions as they were written, or the choice that was theirs. */
export function questionsAsked(decision: { measure: string; fields: Readonly<Record<string, unknown>> }): readonly string[] {
  const { questions } = decision.fields;
  if (Array.isArray(questions)) return questions.filter((one) => typeof one === 'string');
  const routes = routesOffered(decision);
  return routes.length === 0 ? [] : [`To show who works on the account, by one of these: ${routes.map((route) => NOTICE_WORDS.en.routes[route].title).join('; ')}.`];
}

/** What was ticked and chosen, in the words of the page; facts and routes of another day that nobody offers any more by their ids. */
export function chosenWords({ facts, route }: Pick<Answer, 'facts' | 'route'>, language: Language = 'en'): readonly string[] {
  const [offered, routes] = [PAGE_WORDS[language].facts, NOTICE_WORDS[language].routes];
  return [...facts.map((fact) => offered[fact]?.title ?? fact), ...(route === null ? [] : [routes[route]?.title ?? route])];
}

/** "Ticked: I have a new device. Chose: Sign in with your bank. Wrote 82 characters. Enclosed 1 file." */
export function answerWords(answer: Answer): string {
  const ticked = answer.facts.length === 0 ? [] : [`Ticked: ${answer.facts.map((fact) => PAGE_WORDS.en.facts[fact].title).join('; ')}.`];
  const chose = answer.route === null ? [] : [`Chose: ${NOTICE_WORDS.en.routes[answer.route].title}.`];
  const wrote = answer.text === '' ? [] : [`Wrote ${[...answer.text].length} characters.`];
  return [...ticked, ...chose, ...wrote, ...enclosedWords(answer.files)].join(' ');
}
