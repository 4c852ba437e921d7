import Link from 'next/link';
import type { ReactNode } from 'react';
import { keyMap } from '@/lib/staff/keys';
import type { Settings } from '@/lib/staff/settings';
import { AtWork } from '../controls/frame-parts';
import { Hotkeys } from '../controls/hotkeys';
import { InboxLink, InboxStatus } from '../controls/inbox-link';
import { NavLink } from '../controls/nav-link';
import { OwnKeys } from '../controls/own-keys';
import { Search } from '../controls/search-trigger';
import { Sending } from '../controls/sending';
import { ThemeSwitch } from '../controls/theme-switch';
import { TourGuide } from '../controls/tour-guide';
import { Underway } from '../controls/underway';
import { Face } from '../ui/avatar';
import { Button, ButtonLink } from '../ui/button';
import type { FormAction } from '../ui/form-state';
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
  /** The count is of the person's inbox, and is kept current. */
  isInbox?: boolean;
};

export type ShellProps = {
  /** Where the person's work begins, and the mark leads. */
  start: string;
  navigation: readonly NavItem[];
  /** Below the gap: health and the like. */
  footNavigation?: readonly NavItem[];
  viewer: { id: string; name: string; role: string; email: string };
  settings: Settings;
  /** Changes one setting or several, by their names. */
  change: FormAction;
  takeTour: FormAction;
  /** The case that the tour is shown on; null where there is none. */
  tourHref?: string | null;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The frame of every console screen: rail, phone menu, skip link, keys. Children are one `.main` each: a TopBar, then `<main id="main">`. */
export function Shell({ start, navigation, footNavigation = [], viewer, settings, change, takeTour, tourHref = null, signOut, children }: ShellProps) {
  const { tour } = settings;
  const own = keyMap(settings.keys);
  // By itself it begins only where it has a case to be shown on.
  const guided = tour.state === 'running' || (tour.state === 'new' && tourHref !== null);
  const menu = { viewer, theme: settings.theme, change, signOut };
  return (
    <>
      <OwnKeys own={own} letters={settings.letters} />
      <SkipLink />
      {guided && <TourGuide key={`${tour.state} ${tour.step}`} role={viewer.role} step={tour.step} isNew={tour.state === 'new'} caseHref={tourHref} memory={`countersign-tour-${viewer.id}`} takeTour={takeTour} />}
      <div className="app">
        <nav className="rail" aria-label="Main">
          <Link className="mark" href={start} prefetch={false} aria-label="Countersign"><Mark /></Link>
          {navigation.map((item) => <RailLink key={item.href} item={item} />)}
          <span className="gap" />
          {footNavigation.map((item) => <RailLink key={item.href} item={item} />)}
          <details data-menu>
            <summary aria-label={`${viewer.name}: theme, keys, sign out`}><Face name={viewer.name} presence="you" /></summary>
            <Menu {...menu} />
          </details>
        </nav>
        <div className="main">
          <details className="phone-menu" data-menu>
            <summary aria-label="Menu"><Icon name="menu" /></summary>
            <div>
              <nav aria-label="Screens">
                {[...navigation, ...footNavigation].map(({ label, href, icon, count = 0, isInbox = false }) => (isInbox
                  ? <InboxLink key={href} href={href} label={label} first={count}><Icon name={icon} />{label}</InboxLink>
                  : <NavLink key={href} href={href}><Icon name={icon} />{label}{count > 0 && <em>{count}</em>}</NavLink>))}
              </nav>
              <hr />
              <Menu {...menu} plain />
            </div>
          </details>
          {children}
        </div>
      </div>
      <Search />
      <Hotkeys own={own} letters={settings.letters} change={change} settingsHref="/settings" takeTour={takeTour} tour={guided ? null : tour.state === 'left' ? { label: 'Go on with the tour', step: tour.step } : { label: 'Take the tour', step: 0 }} />
      {inboxOf(navigation)}
      <AtWork />
      <Sending />
      <Underway />
    </>
  );
}

function inboxOf(navigation: readonly NavItem[]): ReactNode {
  const item = navigation.find(({ isInbox }) => isInbox);
  return item === undefined ? null : <InboxStatus first={item.count ?? 0} />;
}

function RailLink({ item: { label, href, icon, count = 0, hotkey, isInbox = false } }: { item: NavItem }) {
  const tip = <span className="tip" aria-hidden="true">{label}</span>;
  if (isInbox) return <InboxLink href={href} label={label} hotkey={hotkey} first={count} rail><Icon name={icon} />{tip}</InboxLink>;
  return (
    <NavLink href={href} label={count > 0 ? `${label}, ${count} waiting` : label} hotkey={hotkey}>
      <Icon name={icon} />
      {count > 0 && <em aria-hidden="true">{count > 99 ? '99+' : count}</em>}
      {tip}
    </NavLink>
  );
}

function Menu({ viewer, theme, change, signOut, plain = false }: Pick<ShellProps, 'viewer' | 'change' | 'signOut'> & { theme: Settings['theme']; plain?: boolean }) {
  return (
    <div className={plain ? 'col' : 'menu'}>
      <p><b className="b">{viewer.name}</b> <span className="qq xs">{viewer.role}</span><br /><span className="xs qq">{viewer.email}</span></p>
      <ThemeSwitch theme={theme} change={change} />
      <Button small tone="bare" icon="keyboard" data-opens="keys">All keys</Button>
      {!plain && <ButtonLink href="/settings" small tone="bare" icon="settings">Settings</ButtonLink>}
      <form action={signOut}><Button type="submit" small wide icon="log-out">Sign out</Button></form>
    </div>
  );
}
