import 'server-only';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Staff } from '../staff/actor';
import { viewer } from '../staff/adapters/session';
import type { Command } from './command';
import { refuse } from './refusal';
import { granted, type Result } from './result';
import { isUnreachable } from './unreachable';

/** What a form's action answers: nothing yet, done with a sentence, or refused with what is wrong by field. */
export type FormState = Result<{ words: string }> | null;

/** Asked once a request, however many parts of a page want to know. */
export const currentViewer = cache(viewer);

/** The person behind the request; whoever is not signed in goes to the door and comes back here afterwards. */
export async function signedIn(): Promise<Staff & { email: string; pseudonym: string }> {
  const me = await currentViewer();
  if (me) return me;
  const path = (await headers()).get('x-countersign-path') ?? '/queue';
  return redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Names ending in `[]` are lists, dots make nested objects: `grounds[]`, `fields.days`. Empty texts are absent; files are left out. */
export function inputOf(form: FormData): Record<string, unknown> {
  // Without a prototype: a field's name comes from outside and must never reach what all objects share.
  const input = bare();
  for (const [name, value] of form) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue;
    const path = name.replace(/\[\]$/, '').split('.');
    if (path.some((key) => FORBIDDEN.has(key))) continue;
    let node = input;
    for (const key of path.slice(0, -1)) {
      const next = node[key] ?? bare();
      if (typeof next !== 'object' || Array.isArray(next)) break;
      node[key] = next;
      node = next as Record<string, unknown>;
    }
    const key = path.at(-1) ?? name;
    if (name.endsWith('[]')) ((node[key] ??= []) as unknown[]).push(value);
    else if (value !== '') node[key] = value;
  }
  return input;
}

const bare = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

type Then<Value> = {
  /** Where the person goes. */
  to?: (value: Value) => string;
  /** Where their page goes by itself, which is why nothing is made anew for it. */
  opens?: (value: Value) => string;
  /** What they read where they stay. */
  words?: (value: Value) => string;
  /** The page that is made anew shows it: the words are for who does not see that. */
  isShown?: boolean;
  /** What they read wherever they go; null for nothing. */
  news?: (value: Value) => string | null;
  /** Paths whose content changed. */
  refresh?: readonly string[];
};

/**
 * Runs a command for the person behind the request. A refusal goes back into the form, which keeps everything typed; success
 * refreshes what changed and goes on, or says so where the person stays. The command parses what it is given: a form can send anything.
 */
export async function act<Input, Value>(command: Command<Input, Value>, input: unknown, then: Then<Value> = {}): Promise<FormState> {
  const result = await attempt(command, input as Input);
  if (!result.ok) return result;
  for (const path of then.refresh ?? []) revalidatePath(path);
  if (then.to) redirect(then.to(result.value));
  const news = then.news?.(result.value) ?? null;
  return granted({ words: then.words?.(result.value) ?? 'Done.', ...(then.opens && { opens: then.opens(result.value) }), ...(news !== null && { news }), ...(then.isShown && { isShown: true }) });
}

/** The command alone, for forms that answer otherwise. A database that is away answers like a refusal: what was typed must not be lost with it. */
export async function attempt<Input, Value>(command: (actor: Staff, input: Input) => Promise<Result<Value>>, input: Input): Promise<Result<Value>> {
  try {
    return await command(await signedIn(), input);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable');
  }
}
