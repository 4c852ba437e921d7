import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function AccountLoading() {
  return (
    <>
      <TopBar title="Account" crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} />
      <main className="page" id="main"><PanelLoading title="Account" icon="user-round" /><PanelLoading title="Cases" icon="inbox" /><PanelLoading title="Events" icon="history" /></main>
    </>
  );
}
