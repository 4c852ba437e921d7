import { LiveRefresh } from '@/components/controls/live-refresh';
import { DeliveryDetail } from '@/components/deliveries/delivery-detail';
import { DeliveryState } from '@/components/deliveries/delivery-list';
import { TopBar } from '@/components/shell/top-bar';
import { deliveryAt } from '@/lib/enforcement/queries/deliveries';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { pagesNow } from '../../../pages-now';
import { Refused } from '../../refused';
import { openHolderPage, sendAgain } from '../actions';
import { whatIs } from '../rows';

export const metadata = { title: 'Delivery' };

export default async function DeliveryPage({ params }: { params: Promise<{ deliveryId: string }> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await deliveryAt(me, { id: (await params).deliveryId });
  if (!found.ok) return <Refused refusal={found} title="Delivery" />;
  const delivery = found.value;
  const now = clock.now();
  return (
    <>
      <TopBar title={whatIs(delivery)} crumbs={[{ label: 'Deliveries', href: '/deliveries', icon: 'send' }]} beside={<DeliveryState state={delivery.status} tries={delivery.tries} />} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="deliveries" auto one="line" />
        <DeliveryDetail delivery={delivery} now={now} pages={await pagesNow()} openPage={openHolderPage} sendAgain={may(me, 'delivery.replay') ? sendAgain : null} />
      </main>
    </>
  );
}
