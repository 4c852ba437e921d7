import type { DeliveryRow } from '@/components/deliveries/delivery-list';
import type { OrderKind } from '@/lib/decisions/order-draft';
import type { DeliveryLine } from '@/lib/enforcement/queries/deliveries';

/** What an order says, as people say it; its kind stands in its body. */
const ORDERS: Readonly<Record<OrderKind, string>> = {
  'information.request': 'ask the holder', 'verification.request': 'ask for a check', 'payouts.hold': 'hold payouts', 'account.restrict': 'restrict the account', 'account.suspend': 'suspend the account', 'account.close': 'close the account',
  'information.withdraw': 'withdraw the question', 'verification.withdraw': 'withdraw the check', 'payouts.release': 'release payouts', 'account.unrestrict': 'end the restriction', 'account.unsuspend': 'end the suspension', 'account.reopen': 'reopen the account',
};

/** What a notice is called whose kind says it in no words. */
const NOTICES: Readonly<Record<string, string>> = { measure: 'decision', lifted: 'decision lifted' };

export function whatIs({ channel, kind, covered }: Pick<DeliveryLine, 'channel' | 'kind' | 'covered'>): string {
  if (covered) return channel === 'webhook' ? 'Order, covered' : 'Notice, covered';
  return channel === 'webhook' ? `Order: ${ORDERS[kind as OrderKind] ?? kind}` : `Notice: ${NOTICES[kind] ?? kind.replaceAll('-', ' ')}`;
}

export function deliveryRow(line: DeliveryLine): DeliveryRow {
  return {
    id: line.id, href: `/deliveries/${line.id}`, what: whatIs(line), account: line.account, name: line.name, accountHref: `/accounts/${encodeURIComponent(line.account)}`,
    state: line.status, tries: line.tries, lastAnswer: line.lastAnswer, createdAt: line.createdAt, nextAt: line.status === 'waiting' ? line.nextAt : null,
  };
}
