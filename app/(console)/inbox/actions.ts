'use server';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/form-state';
import { inboxHref } from '@/lib/cases/inbox';
import { readInbox } from '@/lib/insights/commands/read-inbox';
import { readWholeInbox } from '@/lib/insights/commands/read-whole-inbox';
import { act, attempt, inputOf } from '@/lib/kernel/action';

/** Marks a line as read and goes where it leads. */
export async function openLine(_: FormState, form: FormData): Promise<FormState> {
  const found = await attempt(readInbox, inputOf(form) as { line: string });
  if (!found.ok) return found;
  redirect(inboxHref(found.value));
}

export async function readLine(_: FormState, form: FormData): Promise<FormState> {
  return act(readInbox, inputOf(form), { refresh: ['/inbox'], words: () => 'Read.' });
}

export async function readAll(_: FormState, form: FormData): Promise<FormState> {
  return act(readWholeInbox, inputOf(form), { refresh: ['/inbox'], words: ({ read }) => (read === 1 ? 'One line is read.' : `${read} lines are read.`) });
}
