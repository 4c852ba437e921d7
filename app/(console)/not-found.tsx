import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';

/** Within the console the way on stays in sight: the rail and the search. */
export default function NotFoundHere() {
  return (
    <>
      <TopBar title="Not here" />
      <main className="page" id="main">
        <div className="calm col">
          <p className="says">There is nothing under this address.</p>
          <p className="q sm">It may have been typed or copied with a mistake, or what was here has gone. The search above takes any id, e-mail, IP or device.</p>
          <p><ButtonLink href="/">To the start</ButtonLink></p>
        </div>
      </main>
    </>
  );
}
