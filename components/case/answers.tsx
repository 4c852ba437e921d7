import type { Instant } from '@/lib/kernel/instant';
import { languageTitle } from '@/lib/kernel/language';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';
import { Says } from '../ui/text';
import { Time } from '../ui/time';
import { Enclosures, type EnclosureShown } from './enclosures';

export type AnswerShown = { id: string; at: Instant; ticked: readonly string[]; route: string | null; body: string; /** In which language, as far as it can be told by itself. */ writtenIn?: string | null; files: readonly EnclosureShown[] };
export type AskedShown = { decision: string; at: Instant; until: Instant | null; questions: readonly string[]; answers: readonly AnswerShown[] };

type Props = {
  asked: readonly AskedShown[];
  /** Of the case. */
  path: string;
  /** Why this reader opens no file; null where they may. */
  locked: string | null;
  /** Of the account; null where it is not known. */
  language: string | null;
  /** When the evidence beside it was sealed: what came later is marked. */
  sealedAt?: Instant;
  now: Instant;
  zone?: string;
};

/** What the holder was asked, and answered in their own words, latest first. It names nobody who asked. */
export function AnswersPanel({ asked, path, locked, language, sealedAt = Infinity, now, zone }: Props) {
  const isAnswered = asked.some(({ answers }) => answers.length > 0);
  return (
    <Panel title={isAnswered ? 'The holder’s answer' : 'The holder was asked'} icon="message-square">
      <ul className="col far">
        {asked.map(({ decision, at, until, questions, answers }) => (
          <li key={decision} className="col">
            <p className="qq xs">Asked <Time at={at} now={now} zone={zone} />{until !== null && until > now && answers.length === 0 && <>, an answer due <Time at={until} now={now} zone={zone} as="due" /></>}{answers.length === 0 && '. No answer has come.'}</p>
            {questions.length > 0 && <ul className="dots sm q" aria-label="What was asked">{questions.map((words, nth) => <li key={nth}>{words}</li>)}</ul>}
            {answers.map((answer) => (
              <div key={answer.id}>
                <p className="row wrap"><span className="qq xs">Answered <Time at={answer.at} now={now} zone={zone} /></span>{answer.at > sealedAt && <Tag tone="ochre" icon="clock-3">after the evidence was sealed</Tag>}{answer.ticked.map((words) => <Tag key={words} tone="line" icon="check">{words}</Tag>)}{answer.route !== null && <Tag tone="line">Chose: {answer.route}</Tag>}{answer.writtenIn != null && answer.writtenIn !== 'en' && <span className="qq xs">in {languageTitle(answer.writtenIn)}</span>}</p>
                {answer.body !== '' && answer.body.split(/\n{2,}/).map((paragraph, index) => <Says key={index} lang={answer.writtenIn ?? language}>{paragraph}</Says>)}
                <Enclosures files={answer.files} path={path} locked={locked} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {isAnswered && <p className="xs q mt-2">A person weighs what is said here: the odds count nothing of it.</p>}
    </Panel>
  );
}
