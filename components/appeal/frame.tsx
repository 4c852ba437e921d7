import type { ReactNode } from 'react';
import { Mark } from '../shell/mark';
import { SkipLink } from '../ui/text';

/** The holder's own page: public, without an account, whole without scripts. `aside` follows the main part on a phone. */
export function AppealFrame({ platform, aside, skipTo, children }: { platform: string; aside: ReactNode; /** "#answer" where there is a form. */ skipTo: string | null; children: ReactNode }) {
  return (
    <div className="appeal">
      {skipTo !== null && <SkipLink to={skipTo}>Skip to your answer</SkipLink>}
      <header className="top"><span className="row"><Mark /><b className="b">{platform}</b><span className="qq sm hm">Account decisions</span></span></header>
      <div className="wrapper">
        <main id="main">{children}</main>
        <aside aria-label="Where this stands and where to turn">{aside}</aside>
      </div>
    </div>
  );
}
