import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Signs } from './key';

export type FieldWords = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; from `fields` of a refusal. */
  error?: string;
  /** When two forms of a page have a field of the same name. */
  id?: string;
};

type Common = 'name' | 'id';

/** Ids and descriptions of one field, the same on the server and in the browser. */
function wiring({ name, id, hint, error }: FieldWords) {
  const own = id ?? `f-${name.replaceAll('.', '-')}`;
  const described = [hint !== undefined && `${own}-hint`, error !== undefined && `${own}-error`].filter(Boolean).join(' ');
  return { own, control: { id: own, name, 'aria-invalid': error !== undefined || undefined, 'aria-describedby': described === '' ? undefined : described } };
}

function Frame({ words, own, children }: { words: FieldWords; own: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={own}>{words.label}</label>
      {children}
      {words.hint !== undefined && <span className="hint" id={`${own}-hint`}>{words.hint}</span>}
      {words.error !== undefined && <span className="wrong" id={`${own}-error`}>{words.error}</span>}
    </div>
  );
}

/** What is wrong with a group of choices, or with a field that is drawn by hand; its `id` is what describes that. */
export function Wrong({ id, words }: { id: string; words: string | undefined }) {
  return words === undefined ? null : <p className="wrong" id={id}>{words}</p>;
}

export function InputField({ name, label, hint, error, id, className = '', ...rest }: FieldWords & Omit<InputHTMLAttributes<HTMLInputElement>, Common>) {
  const words = { name, label, hint, error, id };
  const { own, control } = wiring(words);
  return <Frame words={words} own={own}><input className={`input ${className}`.trim()} {...control} {...rest} /></Frame>;
}

export function TextField({ name, label, hint, error, id, hotkey, keyName, rows = 3, className = '', ...rest }: FieldWords & { /** Leads to it. */ hotkey?: string; /** What the list of keys calls it. */ keyName?: string } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Common>) {
  const words = { name, label: hotkey === undefined ? label : <>{label} <kbd aria-hidden="true" data-of={hotkey}><Signs keys={hotkey} /></kbd></>, hint, error, id };
  const { own, control } = wiring(words);
  return <Frame words={words} own={own}><textarea className={`input ${className}`.trim()} rows={rows} data-key={hotkey} data-key-label={keyName} aria-keyshortcuts={hotkey} {...control} {...rest} /></Frame>;
}

export type Choice = { value: string; label: string };

export function SelectField({ name, label, hint, error, id, options, ...rest }: FieldWords & { options: readonly Choice[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, Common>) {
  const words = { name, label, hint, error, id };
  const { own, control } = wiring(words);
  return (
    <Frame words={words} own={own}>
      <select className="input" {...control} {...rest}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </Frame>
  );
}

/** One checkbox or radio with its label and, under it, what it means. */
export function Pick({ children, says, ...rest }: { children: ReactNode; says?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="pick">
      <input {...rest} />
      <span>{children}</span>
      {says !== undefined && <small>{says}</small>}
    </label>
  );
}

/** What a form sends along without showing it. */
export function HiddenFields({ values }: { values: Readonly<Record<string, string | number>> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
