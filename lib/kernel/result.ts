import type { Refusal } from './refusal';

export type Granted<Value> = { ok: true; value: Value };
export type Result<Value> = Granted<Value> | Refusal;

export function granted<Value>(value: Value): Granted<Value> {
  return { ok: true, value };
}
