import { Icon } from '../ui/icon';

/** One step of "Where this stands", as lib/appeals/holder-view.ts tells it. */
export type StandStep = { title: string; words: string; state: 'done' | 'now' | 'later'; late: boolean };

const LOOK = { done: ['done', 'circle-check', 'done'], now: ['current', 'circle', 'now'], later: [undefined, 'circle-dashed', 'later'] } as const;

export function WhereThisStands({ steps }: { steps: readonly StandStep[] }) {
  return (
    <section aria-labelledby="stands">
      <h2 id="stands">Where this stands</h2>
      <ol className="stands">
        {steps.map(({ title, words, state, late }) => {
          const [look, icon, spoken] = LOOK[state];
          return <li key={title} className={look} aria-current={state === 'now' ? 'step' : undefined}><Icon name={icon} /><span><b>{title}</b><span className="vh">, {spoken}</span><br />{words}{late && <b> We are late with this.</b>}</span></li>;
        })}
      </ol>
      <p className="sm q">If we were wrong, everything is put back: pay, rank, reviews. And we say so.</p>
    </section>
  );
}

/** Where else one can turn. */
export function Redress({ contact, courts, bodies, help }: {
  /** E-mail address; null where the operator has set none. */
  contact: string | null;
  courts: string;
  bodies: { words: string; href: string } | null;
  help: { words: string; href: string } | null;
}) {
  return (
    <>
      <section aria-labelledby="disagree"><h2 id="disagree">If you disagree with us</h2><p>{courts} {bodies !== null && <a href={bodies.href}>{bodies.words}</a>}</p></section>
      <section aria-labelledby="pressed"><h2 id="pressed">If someone is pressing you</h2><p>Some people are made to hand over accounts, or to work under someone else’s name. You can tell us so in confidence, in your answer or by e-mail, and we will help. {help !== null && <a href={help.href}>{help.words}</a>}</p></section>
      <section aria-labelledby="person"><h2 id="person">Ask a person</h2><p>Reply to the e-mail you got{contact !== null && <>, or write to <a href={`mailto:${contact}`}>{contact}</a></>}. We answer within two working days.</p></section>
    </>
  );
}
