/**
 * What must become true on the platform. A decision drafts it; enforcement numbers it, signs it and delivers it.
 * Kinds are permanent: platforms program against them.
 */
export const OPPOSITES = {
  'information.request': 'information.withdraw',
  'verification.request': 'verification.withdraw',
  'payouts.hold': 'payouts.release',
  'account.restrict': 'account.unrestrict',
  'account.suspend': 'account.unsuspend',
  'account.close': 'account.reopen',
} as const;

export type BindingKind = keyof typeof OPPOSITES;
export type ReleasingKind = (typeof OPPOSITES)[BindingKind];
export type OrderKind = BindingKind | ReleasingKind;

export const BINDING_KINDS = Object.keys(OPPOSITES) as readonly BindingKind[];
export const ORDER_KINDS: readonly OrderKind[] = [...BINDING_KINDS, ...BINDING_KINDS.map((kind) => OPPOSITES[kind])];

/** What an order says, as people say it. */
const ORDERS: Readonly<Record<OrderKind, string>> = {
  'information.request': 'ask the holder', 'verification.request': 'ask for a check', 'payouts.hold': 'hold payouts', 'account.restrict': 'restrict the account', 'account.suspend': 'suspend the account', 'account.close': 'close the account',
  'information.withdraw': 'withdraw the question', 'verification.withdraw': 'withdraw the check', 'payouts.release': 'release payouts', 'account.unrestrict': 'end the restriction', 'account.unsuspend': 'end the suspension', 'account.reopen': 'reopen the account',
};

/** One of another day, whose kind nobody has words for any more, by its kind. */
export const orderWords = (kind: string): string => (Object.hasOwn(ORDERS, kind) ? ORDERS[kind as OrderKind] : kind);

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type OrderDraft = {
  kind: OrderKind;
  /** What the order says in particular: terms as RFC 3339, amounts in the currency given. */
  effective: Readonly<Record<string, Json>>;
};

export function isBinding(kind: OrderKind): kind is BindingKind {
  return kind in OPPOSITES;
}

/** The drafts that take others back, in reverse order: last put on, first taken off. */
export function oppositesOf(drafts: readonly OrderDraft[]): OrderDraft[] {
  return drafts.flatMap((draft) => (isBinding(draft.kind) ? [{ kind: OPPOSITES[draft.kind], effective: {} }] : [])).reverse();
}
