import { notFound } from 'next/navigation';
import { TopBar } from '@/components/shell/top-bar';
import { Icon } from '@/components/ui/icon';
import { LinkedWords } from '@/components/ui/linked-words';
import type { Refusal } from '@/lib/kernel/refusal';

/** What a screen shows where its question was refused: the page that is not there, or a plain sentence and the way on. */
export function Refused({ refusal, title }: { refusal: Refusal; title: string }) {
  if (refusal.code === 'not-found') notFound();
  const words = refusal.code === 'not-allowed' ? 'Your role may not see this.' : refusal.words;
  return (
    <>
      <TopBar title={title} />
      <main className="page" id="main">
        <div className="calm">
          <p className="says"><Icon name="lock" /> <LinkedWords words={words} /></p>
          <p className="q sm">{refusal.code === 'not-allowed' ? 'An admin can change what you may see.' : 'Nothing was changed.'}</p>
        </div>
      </main>
    </>
  );
}
