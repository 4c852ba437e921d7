import type { DeliveryRow } from '@/components/deliveries/delivery-list';
import { orderWords } from '@/lib/decisions/order-draft';
import type { DeliveryLine } from '@/lib/enforcement/queries/deliveries';

/** What a notice is called whose kind says it in no words. */
const NOTICES: Readonly<Record<string, string>> = { measure: 'decision', lifted: 'decision lifted' };

export function whatIs({ channel, kind, covered }: Pick<DeliveryLine, 'channel' | 'kind' | 'covered'>): string {
  if (covered) return channel === 'webhook' ? 'Order, covered' : 'Notice, covered';
  return channel === 'webhook' ? `Order: ${orderWords(kind)}` : `Notice: ${NOTICES[kind] ?? kind.replaceAll('-', ' ')}`;
}

export function deliveryRow(line: DeliveryLine): DeliveryRow {
  return {
    id: line.id, href: `/deliveries/${line.id}`, what: whatIs(line), account: line.account, name: line.name, accountHref: `/accounts/${encodeURIComponent(line.account)}`,
    state: line.status, tries: line.tries, lastAnswer: line.lastAnswer, createdAt: line.createdAt, nextAt: line.status === 'waiting' ? line.nextAt : null,
  };
}
