import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function Loading() {
  return (
    <>
      <TopBar title="Reviews" />
      <main className="page" id="main"><PanelLoading title="Waiting for a second person" icon="stamp" /></main>
    </>
  );
}
