import type { Instant } from '@/lib/kernel/instant';
import { languageTitle } from '@/lib/kernel/language';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';
import { Says } from '../ui/text';
import { Time } from '../ui/time';
import { Enclosures, type EnclosureShown } from './enclosures';

export type AnswerShown = { id: string; at: Instant; ticked: readonly string[]; route: string | null; body: string; /** In which language, as far as it can be told by itself. */ writtenIn?: string | null; files: readonly EnclosureShown[] };

/** What the holder answered, in their own words, latest first. */
export function AnswersPanel({ answers, path, locked, language, now, zone }: { answers: readonly AnswerShown[]; /** Of the case. */ path: string; /** Why this reader opens no file; null where they may. */ locked: string | null; /** Of the account; null where it is not known. */ language: string | null; now: Instant; zone?: string }) {
  return (
    <Panel title="The holder’s answer" icon="message-square">
      <ul className="col far">
        {answers.map(({ id, at, ticked, route, body, files, writtenIn = null }) => (
          <li key={id}>
            <p className="row wrap"><span className="qq xs">Answered <Time at={at} now={now} zone={zone} /></span>{ticked.map((words) => <Tag key={words} tone="line" icon="check">{words}</Tag>)}{route !== null && <Tag tone="line">Chose: {route}</Tag>}{writtenIn !== null && writtenIn !== 'en' && <span className="qq xs">in {languageTitle(writtenIn)}</span>}</p>
            {body !== '' && body.split(/\n{2,}/).map((paragraph, index) => <Says key={index} lang={writtenIn ?? language}>{paragraph}</Says>)}
            <Enclosures files={files} path={path} locked={locked} />
          </li>
        ))}
      </ul>
      <p className="xs q mt-2">A person weighs what is said here: the odds count nothing of it.</p>
    </Panel>
  );
}
