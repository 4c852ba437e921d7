import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function Loading() {
  return (
    <>
      <TopBar title="Queue" />
      <main className="page" id="main"><PanelLoading title="Open cases" icon="inbox" /></main>
    </>
  );
}
