import type { ReactNode } from 'react';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { LANGUAGES, OWN_NAMES, type Language } from '@/lib/kernel/language';
import { Mark } from '../shell/mark';
import { SkipLink } from '../ui/text';

/** The holder's own page: public, without an account, whole without scripts. `aside` follows the main part on a phone. */
export function AppealFrame({ language, platform, aside, skipTo, path, children }: {
  language: Language; platform: string; /** Null where nothing stands beside it. */ aside: ReactNode; /** "#answer" where there is a form. */ skipTo: string | null;
  /** Of this page: its other languages are at the same address. */
  path: string;
  children: ReactNode;
}) {
  const words = PAGE_WORDS[language];
  return (
    <div className="appeal">
      {skipTo !== null && <SkipLink to={skipTo}>{words.skip}</SkipLink>}
      <header className="top"><span className="row"><Mark /><b className="b">{platform}</b><span className="qq sm hm">{words.kind}</span></span><Languages language={language} path={path} /></header>
      <div className="wrapper">
        <main id="main">{children}</main>
        {aside !== null && <aside aria-label={words.aside}>{aside}</aside>}
      </div>
    </div>
  );
}

/** Plain links, each in its own language; the choice stands in the address, and is remembered from there. */
function Languages({ language, path }: { language: Language; path: string }) {
  return (
    <nav className="tongues" aria-label={PAGE_WORDS[language].language}>
      {LANGUAGES.map((one) => <a key={one} href={`${path}?language=${one}`} lang={one} hrefLang={one} aria-current={one === language ? 'true' : undefined}>{OWN_NAMES[one]}</a>)}
    </nav>
  );
}
