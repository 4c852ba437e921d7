import { OPPOSITES, type BindingKind, type Json, type OrderDraft, type OrderKind } from '../decisions/order-draft';
import { rfc3339, type Instant } from '../kernel/instant';

/** What the platform receives as the body of the webhook, version 1. In effect once: the order's id is the idempotency key. */
export type OrderBody = {
  version: 1;
  order: string;
  kind: OrderKind;
  account: string;
  decision: string;
  /** RFC 3339. */
  issuedAt: string;
  effective: Readonly<Record<string, Json>>;
  /** The earlier order that this one takes the place of, or takes back. */
  replaces?: string;
};

export type Issued = { order: string; account: string; decision: string; issuedAt: Instant; replaces?: string | null };

/** The body of one order, from what the decision drafted. */
export function orderBody(draft: OrderDraft, { order, account, decision, issuedAt, replaces }: Issued): OrderBody {
  const body: OrderBody = { version: 1, order, kind: draft.kind, account, decision, issuedAt: rfc3339(issuedAt), effective: draft.effective };
  return replaces ? { ...body, replaces } : body;
}

/** What is in effect for one account on the platform: binding orders, by order id. */
export type Effects = Readonly<Record<string, OrderBody>>;

const TAKES_BACK = new Map<OrderKind, BindingKind>(Object.entries(OPPOSITES).map(([binding, releasing]) => [releasing, binding as BindingKind]));

/**
 * The platform's side of an order, as docs/integration.md asks for it: a binding order adds its effect and removes the one it
 * replaces; an opposite order removes the effect of the same decision, and of no other. Any repetition changes nothing,
 * and an order that arrives after the one that took it back stays taken back.
 */
export function applyOrder(state: PlatformState, order: OrderBody): PlatformState {
  if (state.seen.includes(order.order)) return state;
  const seen = [...state.seen, order.order];
  const undone = TAKES_BACK.get(order.kind);
  const gone = order.replaces === undefined ? state.gone : [...state.gone, order.replaces];
  const kept = Object.entries(state.effects).filter(([id, effect]) => !gone.includes(id) && !(undone === effect.kind && effect.decision === order.decision));
  if (undone !== undefined || gone.includes(order.order)) return { seen, gone, effects: Object.fromEntries(kept) };
  return { seen, gone, effects: { ...Object.fromEntries(kept), [order.order]: order } };
}

export type PlatformState = { effects: Effects; /** Orders received, for idempotency. */ seen: readonly string[]; /** Orders replaced or taken back by name. */ gone: readonly string[] };

export const NOTHING_IN_EFFECT: PlatformState = { effects: {}, seen: [], gone: [] };

/** The order that an opposite order takes back, among those issued for the decision: what goes into `replaces`. */
export function takenBackBy(draft: OrderDraft, issued: readonly OrderBody[]): string | null {
  const binding = TAKES_BACK.get(draft.kind);
  return issued.findLast((order) => order.kind === binding)?.order ?? null;
}
