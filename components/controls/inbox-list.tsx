'use client';
import Link from 'next/link';
import type { InboxKind } from '@/lib/cases/inbox';
import type { InboxRow } from '@/lib/insights/queries/inbox';
import type { FormAction } from '../ui/form-state';
import { HiddenFields } from '../ui/field';
import { Icon, type IconName } from '../ui/icon';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { Time } from '../ui/time';
import { Answer, Submit, unpressed, useKeptForm } from './action-form';

const ICON: Readonly<Record<InboxKind, IconName>> = { mention: 'at-sign', answer: 'message-square', lapsed: 'hourglass', returned: 'split', appeal: 'scale', outcome: 'scale', review: 'stamp', due: 'clock-3' };

type Acts = { open: FormAction; read: FormAction };

/** The lines of an inbox; `e` marks the current one as read (`ListKeys`). Without script every line has its buttons. */
export function InboxList({ rows, now, open, read }: { rows: readonly InboxRow[]; now: number } & Acts) {
  return (
    <ol className="lines">
      {rows.map((row) => (
        <li key={row.line} data-row={row.line} className={row.unread ? 'unread' : undefined}>
          <Icon name={ICON[row.kind]} />
          <Line row={row} now={now} open={open} read={read} />
        </li>
      ))}
    </ol>
  );
}

function Line({ row, now, open, read }: { row: InboxRow; now: number } & Acts) {
  const { line, words, excerpt, href, caseName, account, at, dueAt, unread } = row;
  const opening = useKeptForm(open);
  const reading = useKeptForm(read);
  const name = <>{unread && <span className="vh">Unread: </span>}{words}<span className="vh">, {caseName}</span></>;
  return (
    <>
      <div className="what">
        {unread
          ? <form {...opening.form}><HiddenFields values={{ line }} /><button type="submit" className="open" {...unpressed(opening.pending)}>{name}</button><Answer state={opening.state} /></form>
          : <Link href={href} className="open">{name}</Link>}
        <p className="sm q"><Id quiet>{caseName}</Id> {account.name ?? account.id}{dueAt !== null && <> · {dueAt < now ? <Tag tone="brick" icon="clock-3">late, <Time at={dueAt} now={now} as="due" /></Tag> : <>due <Time at={dueAt} now={now} as="due" /></>}</>}</p>
        {excerpt !== null && <p className="says">{excerpt}</p>}
        {row.covered && row.kind !== 'review' && <p className="xs q"><Icon name="eye-off" small /> Covered until you have read the evidence yourself</p>}
      </div>
      <div className="when">
        <span className="xs q"><Time at={at} now={now} /></span>
        {unread && <form {...reading.form}><HiddenFields values={{ line }} /><Submit tone="bare" small hotkey="e" disabled={reading.pending}>Mark as read</Submit><Answer state={reading.state?.ok === false ? reading.state : null} /></form>}
      </div>
    </>
  );
}
