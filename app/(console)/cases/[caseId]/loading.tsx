import { TopBar } from '@/components/shell/top-bar';
import { PanelLoading } from '@/components/ui/panel';

/** The shape of the dossier before the case is known. */
export default function CaseLoading() {
  return (
    <>
      <TopBar title="Case" crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} />
      <div className="doss">
        <aside className="who" aria-label="Who" />
        <main className="ev0" id="main"><PanelLoading title="Assessment" shape="verdict" /><PanelLoading title="Same hands?" icon="hand" shape="same-hands" /></main>
        <aside className="may" aria-label="What you may do"><PanelLoading title="What you may do" /></aside>
      </div>
    </>
  );
}
