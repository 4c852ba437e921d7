import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function Loading() {
  return (
    <>
      <TopBar title="Appeals" />
      <main className="page" id="main"><PanelLoading title="Waiting for an outcome" icon="scale" /></main>
    </>
  );
}
