import { ACCEPTED, fileWords } from '@/lib/appeals/enclosure';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import type { Language } from '@/lib/kernel/language';
import { HiddenFields } from '../ui/field';
import { Icon } from '../ui/icon';

/** Where the form is posted, or a plain server action; either leads back to the page, so that nothing needs a script. */
export type PlainAction = string | ((form: FormData) => Promise<void>);

export type AnswerFormProps = {
  language: Language;
  action: PlainAction;
  hidden: Readonly<Record<string, string | number>>;
  /** What can be ticked; empty leaves the part out. */
  facts: readonly { id: string; title: string; words: string }[];
  /** Ways to show that it is them; empty leaves the part out. */
  routes: readonly { id: string; title: string; words: string }[];
  /** An answer to a question, or an appeal against a decision. */
  kind: 'answer' | 'appeal';
  /** The most characters a text may have, and how the reader writes that number. */
  most: number;
  mostWords: string;
  wrong?: { text?: string; form?: string };
  sent?: string;
};

/** Fields: `facts` (several), `text`, `route`, `files` (several), and the hidden ones. Files come last, so that whoever reads no further than a limit has the words. */
export function AnswerForm({ language, action, hidden, facts, routes, kind, most, mostWords, wrong = {}, sent }: AnswerFormProps) {
  const words = PAGE_WORDS[language].form;
  const files = fileWords(language);
  const say = `${kind}-say`;
  const hint = [`${say}-hint`, wrong.text !== undefined && `${say}-wrong`].filter(Boolean).join(' ');
  return (
    <section id={kind} aria-labelledby={`${kind}-head`}>
      <h2 id={`${kind}-head`}>{kind === 'answer' ? words.answer : words.appeal}</h2>
      {sent !== undefined && <p className="notice" role="status"><Icon name="circle-check" /><span>{sent}</span></p>}
      {wrong.form !== undefined && <p className="notice brick" role="alert"><Icon name="triangle-alert" /><span>{wrong.form}</span></p>}
      <form action={action} {...(typeof action === 'string' ? { method: 'post', encType: 'multipart/form-data' } : {})}>
        <HiddenFields values={hidden} />
        {facts.length > 0 && (
          <fieldset>
            <legend>{words.facts}</legend>
            <div className="ch">{facts.map((fact) => <label key={fact.id}><input type="checkbox" name="facts" value={fact.id} /><span>{fact.title}<small>{fact.words}</small></span></label>)}</div>
          </fieldset>
        )}
        <div>
          <label className="f" htmlFor={say}>{kind === 'answer' ? words.ownWords : words.why}</label>
          <textarea id={say} name="text" rows={6} maxLength={most} aria-describedby={hint} aria-invalid={wrong.text !== undefined || undefined} required={kind === 'appeal'} />
          <p className="hint" id={`${say}-hint`}>{words.hint({ most: mostWords })}</p>
          {wrong.text !== undefined && <p className="wrong" id={`${say}-wrong`}>{wrong.text}</p>}
        </div>
        {routes.length > 0 && (
          <fieldset className="mt-5">
            <legend>{words.routes}</legend>
            <div className="ch">{routes.map((route) => <label key={route.id}><input type="radio" name="route" value={route.id} /><span>{route.title}<small>{route.words}</small></span></label>)}</div>
          </fieldset>
        )}
        <div>
          <label className="f" htmlFor={`${kind}-files`}>{files.label}</label>
          <input id={`${kind}-files`} className="files" type="file" name="files" multiple accept={ACCEPTED} aria-describedby={`${kind}-files-hint`} />
          <div className="hint" id={`${kind}-files-hint`}><p>{files.hint}</p><p>{files.papers}</p><p>{files.seen}</p><p>{files.kept}</p></div>
        </div>
        <button className="btn pri large" type="submit">{kind === 'answer' ? words.sendAnswer : words.sendAppeal}</button>
        <p className="hint">{kind === 'answer' ? words.canAdd : words.somebodyElse}</p>
      </form>
    </section>
  );
}

/** What the holder sent, as they sent it. */
export function SentWords({ title, at, text, chosen, files }: { title: string; at: string; text: string; chosen: readonly string[]; files: { title: string; words: readonly string[] } }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p className="ref">{at}</p>
      {chosen.length > 0 && <ul>{chosen.map((words) => <li key={words}>{words}</li>)}</ul>}
      {text !== '' && <p className="quote">{text}</p>}
      {files.words.length > 0 && <><p className="small">{files.title}</p><ul>{files.words.map((words, index) => <li key={index}><Icon name="paperclip" small /> {words}</li>)}</ul></>}
    </section>
  );
}
