import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { NOTICE_WORDS } from '@/lib/decisions/languages/index';
import type { Language } from '@/lib/kernel/language';
import { Icon } from '../ui/icon';

/** One step of "Where this stands", as lib/appeals/holder-view.ts tells it. */
export type StandStep = { title: string; words: string; state: 'done' | 'now' | 'later'; late: boolean };

const LOOK = { done: ['done', 'circle-check'], now: ['current', 'circle'], later: [undefined, 'circle-dashed'] } as const;

/** `mayBeWrong`: an appeal may still find that we were. */
export function WhereThisStands({ language, steps, mayBeWrong }: { language: Language; steps: readonly StandStep[]; mayBeWrong: boolean }) {
  const spoken = PAGE_WORDS[language].steps;
  return (
    <section aria-labelledby="stands">
      <h2 id="stands">{spoken.title}</h2>
      <ol className="stands">
        {steps.map(({ title, words, state, late }) => {
          const [look, icon] = LOOK[state];
          return <li key={title} className={look} aria-current={state === 'now' ? 'step' : undefined}><Icon name={icon} /><span><b>{title}</b><span className="vh">, {spoken[state]}</span><br />{words}{late && <b> {spoken.late}</b>}</span></li>;
        })}
      </ol>
      {mayBeWrong && <p className="sm q">{NOTICE_WORDS[language].putBack}</p>}
    </section>
  );
}

/** Where else one can turn. */
export function Redress({ language, contact, bodies }: {
  language: Language;
  /** E-mail address; null where the operator has set none. */
  contact: string | null;
  /** Address of the list of certified bodies; null where there is nothing left to disagree about. */
  bodies: string | null;
}) {
  const [words, { headings, courts, pressed }] = [PAGE_WORDS[language], NOTICE_WORDS[language]];
  const [before = '', after = ''] = contact === null ? [words.personByMail] : words.person({ contact }).split(contact);
  return (
    <>
      {bodies !== null && <section aria-labelledby="disagree"><h2 id="disagree">{words.disagree}</h2><p>{courts} <a href={bodies} hrefLang="en">{words.bodies}</a></p></section>}
      <section aria-labelledby="pressed"><h2 id="pressed">{headings.pressed}</h2><p>{pressed}</p></section>
      <section aria-labelledby="person"><h2 id="person">{headings.person}</h2><p>{before}{contact !== null && <a href={`mailto:${contact}`}>{contact}</a>}{after}</p></section>
    </>
  );
}
