import { Icon, type IconName } from '../ui/icon';

export type ThumbWay = { /** "#may" */ href: string; label: string; icon?: IconName };

/** On a phone, at the foot of a page that is longer than the screen: where on it one acts. The last way is the one that most come for. What it leads to takes the focus (`tabIndex`), with a script or without, and has a name or words to be read. */
export function Thumb({ ways }: { ways: readonly ThumbWay[] }) {
  return <nav className="thumb" aria-label="On this page">{ways.map(({ href, label, icon }, index) => <a className={index === ways.length - 1 ? 'btn pri' : 'btn'} href={href} key={href}>{icon !== undefined && <Icon name={icon} />}{label}</a>)}</nav>;
}
