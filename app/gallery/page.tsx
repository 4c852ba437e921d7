import Link from 'next/link';
import { TopBar } from '@/components/shell/top-bar';
import { GalleryShell } from './frame';
import { SCREENS } from './screens';

export const metadata = { title: 'Gallery' };

export default function GalleryPage() {
  return (
    <GalleryShell>
      <TopBar title="Gallery" beside={<span className="sm q hm">Every view in its states, with the cast’s data</span>} searchUrl={null} />
      <main className="page" id="main">
        <nav aria-label="Screens of the gallery"><ul className="col">{Object.keys(SCREENS).map((name) => <li key={name}><Link className="btn" href={`/gallery/${name}`}>{name}</Link></li>)}</ul></nav>
      </main>
    </GalleryShell>
  );
}
