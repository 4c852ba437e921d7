'use client';
import { useState } from 'react';
import { Wrong } from '../ui/field';
import { Icon } from '../ui/icon';
import { blanksIn, plural } from '../ui/words';

/** The notice as it will be sent: written in a field, its blanks counted and shown. Tells the form how many are left. */
export function NoticeDraft({ name, draft, wrong, onBlanks }: { name: string; draft: string; /** What is wrong with it, in words. */ wrong?: string; onBlanks: (left: number) => void }) {
  const [text, setText] = useState(draft);
  const left = blanksIn(text);
  return (
    <div className="draft">
      <div className="row sp">
        <label className="lbl" htmlFor={`f-${name}`}>Notice: the holder reads this</label>
        <span className="xs q">{left.length === 0 ? <><Icon name="check" small className="done" /> no blanks left</> : <><Icon name="triangle-alert" small /> {plural(left.length, 'blank')} left</>}</span>
      </div>
      <textarea id={`f-${name}`} name={name} value={text} rows={5} aria-invalid={wrong !== undefined || undefined} aria-describedby={wrong === undefined ? undefined : `f-${name}-error`} onChange={(event) => { setText(event.target.value); onBlanks(blanksIn(event.target.value).length); }} />
      <Wrong id={`f-${name}-error`} words={wrong} />
      {left.length > 0 && <p className="says preview" aria-label="Blanks to fill">{left.map((words, index) => <span key={index}>{index > 0 && ' · '}<mark>{words}</mark></span>)}</p>}
    </div>
  );
}
