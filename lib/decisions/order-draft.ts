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
