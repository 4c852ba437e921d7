import type { ReactNode } from 'react';
import type { Told } from '@/lib/appeals/holder-statement';
import { NOTICE_WORDS } from '@/lib/decisions/languages/index';
import type { Language } from '@/lib/kernel/language';
import type { Family } from '@/lib/signals/signal';
import { FAMILY, Icon } from '../ui/icon';

/** A text that may stand in another language than the page, with the words that say so. */
type Noted = Told & { note: string | null };

export type StatementProps = {
  language: Language;
  /** "Decision D-2318-1, 17 November 2026" */
  reference: string;
  /** "Your payouts are on hold until 24 November" */
  headline: Told;
  /** Paragraphs under the headline; the last is set strong. */
  lead: readonly string[];
  /** "Answer by Tuesday 24 November, 18:00 UTC" and what happens after; null once there is nothing to answer. */
  answerBy: { words: string; after: string; button: string; href: string } | null;
  /** Measure; from, until; what still works; who decided; our rule. */
  terms: readonly { term: string; fact: Told; note: string | null }[];
  /** What was seen, in sentences that can be told; the family is null for a sentence that somebody wrote. */
  saw: readonly (Noted & { family: Family | null })[];
  inFavour: readonly Noted[];
  /** The questions asked, in the holder's words. */
  questions: readonly Noted[];
  /** What came of an appeal: it stands before what was decided and seen. */
  children?: ReactNode;
};

/** The statement of reasons: what was decided, on what, by whom, and what can be done about it. */
export function Statement({ language, reference, headline, lead, answerBy, terms, saw, inFavour, questions, children }: StatementProps) {
  const { headings, heldBack } = NOTICE_WORDS[language];
  return (
    <>
      <p className="ref">{reference}</p>
      <h1 lang={headline.language ?? undefined}>{headline.words}</h1>
      {lead.map((words, index) => <p className="lead" key={words}>{index > 0 && index === lead.length - 1 ? <b>{words}</b> : words}</p>)}
      {answerBy !== null && (
        <div className="answerby">
          <div><Icon name="clock-3" /><span><b className="b">{answerBy.words}</b><br />{answerBy.after}</span></div>
          <a className="btn pri" href={answerBy.href}>{answerBy.button}</a>
        </div>
      )}
      {children}
      <section aria-labelledby="decided"><h2 id="decided">{headings.measure}</h2><dl className="terms">{terms.map(({ term, fact, note }, index) => <div key={index}><dt>{term}</dt><dd><Words {...fact} note={note} /></dd></div>)}</dl></section>
      {questions.length > 0 && <section aria-labelledby="asked"><h2 id="asked">{headings.asked}</h2><ol className="saw">{questions.map((question, index) => <li key={question.words}><b className="b">{index + 1}.</b><span><Words {...question} /></span></li>)}</ol></section>}
      <section aria-labelledby="seen">
        <h2 id="seen">{headings.seen}</h2>
        <ul className="saw">{saw.map(({ family, ...text }) => <li key={text.words}><Icon name={family === null ? 'eye' : FAMILY[family].icon} /><span><Words {...text} /></span></li>)}</ul>
        {inFavour.length > 0 && <p className="also">{headings.inFavour}: {inFavour.map((text) => <span key={text.words}><Words {...text} /> </span>)}</p>}
        <p className="small">{heldBack}</p>
      </section>
    </>
  );
}

/** A text in its own language, and beside it, where it is another, which that is. */
export function Words({ words, language, note }: Noted) {
  return <>{language === null ? words : <span lang={language}>{words}</span>}{note !== null && <small>{note}</small>}</>;
}
