'use client';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { InboxKind } from '@/lib/cases/inbox';
import type { InboxRow } from '@/lib/insights/queries/inbox';
import type { FormAction } from '../ui/form-state';
import { HiddenFields } from '../ui/field';
import { Icon, type IconName } from '../ui/icon';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';
import { Answer, Submit, useKeptForm } from './action-form';

const ICON: Readonly<Record<InboxKind, IconName>> = { mention: 'at-sign', answer: 'message-square', lapsed: 'hourglass', appeal: 'scale', outcome: 'scale', review: 'stamp', due: 'clock-3' };

type Acts = { open: FormAction; read: FormAction };

/** The lines of an inbox. `j` and `k` move, Enter opens, `e` marks the current one as read; without script every line has its buttons. */
export function InboxList({ rows, now, open, read }: { rows: readonly InboxRow[]; now: number } & Acts) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const current = Math.min(at, rows.length - 1);
  const been = useRef(false);

  function go(to: number) {
    setAt(to);
    const line = list.current?.children[to];
    line?.querySelector<HTMLElement>('.open')?.focus();
    line?.scrollIntoView({ block: 'nearest' });
  }
  // A line that was acted on may be gone, with the focus on it: the next one takes it over.
  useEffect(() => {
    if (been.current && document.activeElement === document.body) list.current?.children[current]?.querySelector<HTMLElement>('.open')?.focus();
  }, [rows, current]);

  return (
    <>
      <ol className="lines" ref={list}>
        {rows.map((row, index) => (
          <li key={row.line} className={`${row.unread ? 'unread' : ''}${index === current ? ' cur' : ''}`}>
            <Icon name={ICON[row.kind]} />
            <Line row={row} now={now} isCurrent={index === current} here={() => { been.current = true; setAt(index); }} open={open} read={read} />
          </li>
        ))}
      </ol>
      <footer className="keys">
        <button type="button" className="kk hm" data-key="j" onClick={() => go(Math.min(rows.length - 1, current + 1))}><kbd aria-hidden="true">j</kbd>next line</button>
        <button type="button" className="kk hm" data-key="k" onClick={() => go(Math.max(0, current - 1))}><kbd aria-hidden="true">k</kbd>line before</button>
        <button type="button" className="kk hm" data-opens="keys"><kbd aria-hidden="true">?</kbd>all keys</button>
      </footer>
    </>
  );
}

function Line({ row, now, isCurrent, here, open, read }: { row: InboxRow; now: number; isCurrent: boolean; /** The focus came to it. */ here: () => void } & Acts) {
  const { line, words, excerpt, href, caseName, account, at, dueAt, unread } = row;
  const opening = useKeptForm(open);
  const reading = useKeptForm(read);
  const name = <>{unread && <span className="vh">Unread: </span>}{words}<span className="vh">, {caseName}</span></>;
  const key = isCurrent ? { 'data-key': 'enter', 'data-key-label': 'Open the line' } : {};
  return (
    <>
      <div className="what">
        {unread
          ? <form {...opening.form}><HiddenFields values={{ line }} /><button type="submit" className="open" disabled={opening.pending} onFocus={here} {...key}>{name}</button><Answer state={opening.state} /></form>
          : <Link href={href} className="open" onFocus={here} {...key}>{name}</Link>}
        <p className="sm q"><Id quiet>{caseName}</Id> {account.name ?? account.id}{dueAt !== null && <> · {dueAt < now ? <Tag tone="brick" icon="clock-3">late, <Time at={dueAt} now={now} as="due" /></Tag> : <>due <Time at={dueAt} now={now} as="due" /></>}</>}</p>
        {excerpt !== null && <p className="says">{excerpt}</p>}
        {row.covered && row.kind !== 'review' && <p className="xs q"><Icon name="eye-off" small /> Covered until you have read the evidence yourself</p>}
      </div>
      <div className="when">
        <span className="xs q"><Time at={at} now={now} /></span>
        {unread && <form {...reading.form}><HiddenFields values={{ line }} /><Submit tone="bare" small hotkey={isCurrent ? 'e' : undefined} disabled={reading.pending}>Mark as read</Submit><Answer state={reading.state?.ok === false ? reading.state : null} /></form>}
      </div>
    </>
  );
}
