import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

export default function Loading() {
  return (
    <>
      <TopBar title="Policy" />
      <main className="page" id="main"><PanelLoading title="Signals answer for themselves" icon="sliders-horizontal" /></main>
    </>
  );
}
