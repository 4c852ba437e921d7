import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageTitle } from '../controls/frame-parts';
import { SearchTrigger } from '../controls/search-trigger';
import { Icon, type IconName } from '../ui/icon';

export type TopBarProps = {
  title: ReactNode;
  /** Where one came from, outermost first. */
  crumbs?: readonly { label: string; href: string; icon?: IconName }[];
  /** Beside the title: "1 of 41", the date. */
  beside?: ReactNode;
  /** Right of the gap, before the search. */
  children?: ReactNode;
  /** Null hides the search, for screens without it. */
  searchUrl?: string | null;
};

export function TopBar({ title, crumbs = [], beside, children, searchUrl = '/api/search' }: TopBarProps) {
  return (
    <header className="bar">
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" className="row">
          {crumbs.map(({ label, href, icon }) => (
            <span className="row" key={href}><Link className="btn bare sml" href={href} prefetch={false}>{icon !== undefined && <Icon name={icon} />}<span>{label}</span></Link><span className="qq" aria-hidden="true">/</span></span>
          ))}
        </nav>
      )}
      <PageTitle className="cut">{title}</PageTitle>
      {beside}
      <span className="grow" />
      {children}
      {searchUrl !== null && <SearchTrigger url={searchUrl} />}
    </header>
  );
}
