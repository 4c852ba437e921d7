import Link from 'next/link';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Key, spokenKeys } from './key';

type Look = {
  /** One primary a screen. */
  tone?: 'primary' | 'plain' | 'bare';
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
  /** "c", "?", "g q", "mod+enter". Shown on the control; pressing it clicks the control. */
  hotkey?: string;
  /** Accessible name where the content is not one. */
  label?: string;
  children?: ReactNode;
};

const TONE = { primary: ' pri', plain: '', bare: ' bare' } as const;

export function lookOf({ tone = 'plain', small = false, wide = false }: Look): string {
  return `btn${TONE[tone]}${small ? ' sml' : ''}${wide ? ' w' : ''}`;
}

export function Button({ tone, small, wide, icon, hotkey, label, children, className = '', type = 'button', ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type={type === 'submit' ? 'submit' : 'button'} className={`${lookOf({ tone, small, wide })} ${className}`.trim()} {...named(hotkey, label)} {...rest}>
      <Face icon={icon} hotkey={hotkey} small={small}>{children}</Face>
    </button>
  );
}

export function ButtonLink({ href, tone, small, wide, icon, hotkey, label, children, prefetch, scroll }: Look & { href: string; prefetch?: boolean; /** False: the page stays where it is. */ scroll?: boolean }) {
  return (
    <Link href={href} prefetch={prefetch} scroll={scroll} className={lookOf({ tone, small, wide })} {...named(hotkey, label)}>
      <Face icon={icon} hotkey={hotkey} small={small}>{children}</Face>
    </Link>
  );
}

/** What tells the hotkeys and the screen reader about a control. */
export function named(hotkey?: string, label?: string) {
  return { 'data-key': hotkey, 'aria-keyshortcuts': hotkey === undefined ? undefined : spokenKeys(hotkey), 'aria-label': label, title: label };
}

function Face({ icon, hotkey, small, children }: Pick<Look, 'icon' | 'hotkey' | 'small' | 'children'>) {
  return (
    <>
      {icon !== undefined && <Icon name={icon} small={small} />}
      {children}
      {hotkey !== undefined && <Key keys={hotkey} />}
    </>
  );
}
