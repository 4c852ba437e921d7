'use client';
import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent, type RefObject } from 'react';
import type { Offered } from '@/lib/staff/queries/colleagues';
import { plural } from '../ui/words';

/** An @ and what is typed behind it, up to the caret; an address has something before its sign. */
const BEGUN = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{M}\p{N}'’.-]*)$/u;
const MOST = 8;

type Open = { /** Where the @ stands. */ from: number; to: number; typed: string };

/**
 * A text in which @ offers colleagues. The focus stays in the text; arrows move in the list, Enter and Tab take, Escape closes and leaves what
 * was typed. A text of several lines cannot be a `combobox` by the rules of HTML, so what the list does is also said in a status.
 * Without script it is a text like any other: names are recognised when it is sent.
 */
export function MentionField({ field, colleagues, ...more }: { field: RefObject<HTMLTextAreaElement | null>; colleagues: () => Promise<readonly Offered[]> } & ComponentProps<'textarea'>) {
  const id = useId();
  const asked = useRef<Promise<readonly Offered[]> | null>(null);
  const [people, setPeople] = useState<readonly Offered[]>([]);
  const [open, setOpen] = useState<Open | null>(null);
  const [at, setAt] = useState(0);
  const typed = open?.typed.toLowerCase() ?? '';
  const offered = open === null ? [] : people.filter(({ name }) => name.toLowerCase().split(/\s+/).some((word) => word.startsWith(typed)) || name.toLowerCase().startsWith(typed)).slice(0, MOST);
  const current = Math.min(at, offered.length - 1);
  const chosen = offered[current];
  const listId = `${id}-list`;

  // Low on the page, the list opens out of sight.
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [offered.length, current]);

  function look() {
    const area = field.current;
    if (area === null) return;
    const caret = area.selectionStart === area.selectionEnd ? area.selectionStart : 0;
    const begun = BEGUN.exec(area.value.slice(0, caret));
    if (begun === null) return setOpen(null);
    const next = { from: begun.index, to: caret, typed: begun[1] ?? '' };
    if (open?.from !== next.from || open.typed !== next.typed) setAt(0);
    setOpen(next);
    asked.current ??= colleagues().catch(() => { asked.current = null; return []; });
    void asked.current.then(setPeople);
  }

  function take(person: Offered) {
    const area = field.current;
    if (area === null || open === null) return;
    area.setRangeText(`@${person.written} `, open.from, open.to, 'end');
    area.focus();
    setOpen(null);
  }

  function listen(event: KeyboardEvent) {
    if (chosen === undefined || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = offered.length - 1;
    const to = ({ ArrowDown: current >= last ? 0 : current + 1, ArrowUp: current <= 0 ? last : current - 1 } as Readonly<Record<string, number>>)[event.key];
    if (to !== undefined) setAt(to);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(chosen);
    else if (event.key === 'Escape') setOpen(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="mentions">
      <textarea
        {...more} ref={field} autoComplete="off" aria-autocomplete="list" aria-haspopup="listbox" aria-controls={offered.length > 0 ? listId : undefined} aria-activedescendant={chosen === undefined ? undefined : `${id}-${current}`}
        onInput={look} onClick={look} onKeyUp={({ key }) => { if (key.startsWith('Arrow') && chosen === undefined || key === 'Home' || key === 'End') look(); }} onKeyDown={listen} onBlur={() => setOpen(null)}
      />
      {offered.length > 0 && <Offers id={id} offered={offered} current={current} inside={list} take={take} point={setAt} />}
      <span className="vh" role="status">{chosen === undefined ? (open !== null && typed !== '' && people.length > 0 ? 'Nobody of that name.' : '') : `${plural(offered.length, 'colleague')}. ${chosen.name}, ${chosen.role}, ${current + 1} of ${offered.length}. Enter takes.`}</span>
    </div>
  );
}

/** Who is offered behind an @, the current one marked. */
export function Offers({ id, offered, current, inside, take, point }: { id: string; offered: readonly Offered[]; current: number; inside?: RefObject<HTMLDivElement | null>; take?: (person: Offered) => void; point?: (index: number) => void }) {
  return (
    <div ref={inside} role="listbox" id={`${id}-list`} aria-label="Colleagues">
      {offered.map((person, index) => (
        // Taken by the keys of the text; the pointer is the other way, and must not take the focus away.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div key={person.written} id={`${id}-${index}`} role="option" aria-selected={index === current} onPointerDown={(event) => event.preventDefault()} onClick={() => take?.(person)} onPointerMove={() => point?.(index)}>
          <span className="cut">{person.name}</span><span className="grow" /><span className="xs q cut">{person.written === person.name ? person.role : person.written}{person.role === 'admin' && ', may countersign'}</span>
        </div>
      ))}
    </div>
  );
}
