import type { z } from 'zod';
import { reading, type Database } from '../../db/client';
import type { Actor } from '../staff/actor';
import { may, type QuestionName } from '../staff/permissions';
import { clock } from './clock';
import { fieldsOf } from './input';
import type { Instant } from './instant';
import { refuse, type Refusal } from './refusal';
import type { Granted, Result } from './result';
import { throwOn } from './unreachable';

export type Question<Input, Value> = {
  (actor: Actor, input: Input): Promise<Result<Value>>;
  readonly question: QuestionName;
};

type Asked<Input> = { input: Input; actor: Actor; now: Instant; db: Database };

/** The one door for reading: asks who is calling, reads on a connection that cannot write, and masks before it answers. */
export function query<Schema extends z.ZodType, Value>(definition: {
  name: QuestionName;
  input: Schema;
  run(asked: Asked<z.output<Schema>>): Promise<Granted<Value> | Refusal>;
}): Question<z.input<Schema>, Value> {
  const { name, run } = definition;
  const perform = async (actor: Actor, raw: z.input<Schema>): Promise<Result<Value>> => {
    if (!may(actor, name)) return refuse(actor.kind === 'visitor' ? 'not-signed-in' : 'not-allowed');
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) return refuse('invalid', undefined, fieldsOf(parsed.error));
    return run({ input: parsed.data, actor, now: clock.now(), db: reading() });
  };
  return Object.assign((actor: Actor, raw: z.input<Schema>) => perform(actor, raw).catch(throwOn), { question: name });
}

