import Link from 'next/link';
import type { ReactNode } from 'react';
import { AtWork } from '../controls/at-work';
import { Hotkeys } from '../controls/hotkeys';
import { NavLink } from '../controls/nav-link';
import { ThemeSwitch, type Theme } from '../controls/theme-switch';
import { Face } from '../ui/avatar';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { SkipLink } from '../ui/text';
import { Mark } from './mark';

export type NavItem = {
  label: string;
  href: string;
  icon: IconName;
  /** How many things wait there; 0 or absent shows nothing. */
  count?: number;
  /** "g q" */
  hotkey?: string;
};

export type ShellProps = {
  navigation: readonly NavItem[];
  /** Below the gap: health and the like. */
  footNavigation?: readonly NavItem[];
  viewer: { name: string; role: string; email: string };
  theme: Theme;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The frame of every console screen: rail, phone menu, skip link, keys. Children are one `.main` each: a TopBar, then `<main id="main">`. */
export function Shell({ navigation, footNavigation = [], viewer, theme, signOut, children }: ShellProps) {
  return (
    <>
      <SkipLink />
      <div className="app">
        <nav className="rail" aria-label="Main">
          <Link className="mark" href="/queue" aria-label="Countersign"><Mark /></Link>
          {navigation.map((item) => <RailLink key={item.href} item={item} />)}
          <span className="gap" />
          {footNavigation.map((item) => <RailLink key={item.href} item={item} />)}
          <details data-menu>
            <summary aria-label={`${viewer.name}: theme, keys, sign out`}><Face name={viewer.name} presence="you" /></summary>
            <Menu viewer={viewer} theme={theme} signOut={signOut} />
          </details>
        </nav>
        <div className="main">
          <details className="phone-menu" data-menu>
            <summary aria-label="Menu"><Icon name="menu" /></summary>
            <div>
              <nav aria-label="Screens">
                {[...navigation, ...footNavigation].map(({ label, href, icon, count = 0 }) => <NavLink key={href} href={href}><Icon name={icon} />{label}{count > 0 && <em>{count}</em>}</NavLink>)}
              </nav>
              <hr />
              <Menu viewer={viewer} theme={theme} signOut={signOut} plain />
            </div>
          </details>
          {children}
        </div>
      </div>
      <Hotkeys />
      <AtWork />
    </>
  );
}

function RailLink({ item: { label, href, icon, count = 0, hotkey } }: { item: NavItem }) {
  return (
    <NavLink href={href} label={count > 0 ? `${label}, ${count} waiting` : label} hotkey={hotkey}>
      <Icon name={icon} />
      {count > 0 && <em aria-hidden="true">{count > 99 ? '99+' : count}</em>}
      <span className="tip" aria-hidden="true">{label}</span>
    </NavLink>
  );
}

function Menu({ viewer, theme, signOut, plain = false }: Pick<ShellProps, 'viewer' | 'theme' | 'signOut'> & { plain?: boolean }) {
  return (
    <div className={plain ? 'col' : 'menu'}>
      <p><b className="b">{viewer.name}</b> <span className="qq xs">{viewer.role}</span><br /><span className="xs qq">{viewer.email}</span></p>
      <ThemeSwitch theme={theme} />
      <Button small tone="bare" icon="keyboard" data-opens="keys">All keys</Button>
      <form action={signOut}><Button type="submit" small wide icon="log-out">Sign out</Button></form>
    </div>
  );
}
