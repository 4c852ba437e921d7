import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function Loading() {
  return (
    <>
      <TopBar title="Rings" />
      <main className="page" id="main"><PanelLoading title="Rings" icon="users-round" /></main>
    </>
  );
}
