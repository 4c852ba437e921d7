import type { ReactNode } from 'react';
import type { Family } from '@/lib/signals/signal';
import { FAMILY, Icon } from '../ui/icon';

export type StatementProps = {
  /** "D-2318-1" and "17 November 2026" */
  decision: string;
  date: string;
  /** "Your payouts are on hold until 24 November" */
  headline: string;
  /** Paragraphs under the headline; the last is set strong. */
  lead: readonly string[];
  /** "Answer by Tuesday 24 November, 18:00 UTC" and what happens after; null once there is nothing to answer. */
  answerBy: { words: string; after: string; button: string; href: string } | null;
  /** Measure; from, until; what still works; who decided; our rule. */
  terms: readonly { term: string; fact: ReactNode }[];
  /** What was seen, in sentences that can be told; the family is null for a sentence that somebody wrote. */
  saw: readonly { family: Family | null; words: string }[];
  inFavour: readonly string[];
  /** The questions asked, in the holder's words. */
  questions: readonly string[];
};

/** The statement of reasons: what was decided, on what, by whom, and what can be done about it. */
export function Statement({ decision, date, headline, lead, answerBy, terms, saw, inFavour, questions }: StatementProps) {
  return (
    <>
      <p className="ref">Decision <span className="id">{decision}</span>, {date}</p>
      <h1>{headline}</h1>
      {lead.map((words, index) => <p className="lead" key={words}>{index > 0 && index === lead.length - 1 ? <b>{words}</b> : words}</p>)}
      {answerBy !== null && (
        <div className="answerby">
          <div><Icon name="clock-3" /><span><b className="b">{answerBy.words}</b><br />{answerBy.after}</span></div>
          <a className="btn pri" href={answerBy.href}>{answerBy.button}</a>
        </div>
      )}
      <section aria-labelledby="decided"><h2 id="decided">What we decided</h2><dl className="terms">{terms.map(({ term, fact }, index) => <div key={index}><dt>{term}</dt><dd>{fact}</dd></div>)}</dl></section>
      {questions.length > 0 && <section aria-labelledby="asked"><h2 id="asked">What we ask you</h2><ol className="saw">{questions.map((words, index) => <li key={words}><b className="b">{index + 1}.</b><span>{words}</span></li>)}</ol></section>}
      <section aria-labelledby="seen">
        <h2 id="seen">What we saw</h2>
        <ul className="saw">{saw.map(({ family, words }) => <li key={words}><Icon name={family === null ? 'eye' : FAMILY[family].icon} /><span>{words}</span></li>)}</ul>
        {inFavour.length > 0 && <p className="also">In your favour: {inFavour.join(' ')}</p>}
        <p className="small">Some details of how we check are held back, so that they keep working. Nothing that you need in order to answer is held back.</p>
      </section>
    </>
  );
}
