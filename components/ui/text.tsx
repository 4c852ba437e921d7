import type { ReactNode } from 'react';
import { Icon } from './icon';
import { count } from './words';

/** What must be compared letter by letter. */
export function Id({ children, quiet = false, title }: { children: ReactNode; quiet?: boolean; title?: string }) {
  return <span className={quiet ? 'id qq' : 'id'} title={title}>{children}</span>;
}

/** What a person wrote or will read. `lang`: in which language, where that is known and may be another than the page's. */
export function Says({ lang, children }: { lang?: string | null; children: ReactNode }) {
  return <p className="says" lang={lang ?? undefined}>{children}</p>;
}

const money = new Map<string, Intl.NumberFormat>();

/** "$1,870" or "$1,870.50"; an unknown currency keeps its code before the number. */
export function moneyWords(amount: number, currency: string): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const key = `${currency} ${digits}`;
  try {
    const format = money.get(key) ?? new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
    money.set(key, format);
    return format.format(amount);
  } catch {
    return `${currency} ${count(amount)}`;
  }
}

/** What has not been paid out yet, or is at stake: a sum over currencies by the policy's rates, so that no cents are said. */
export const stakeWords = (usd: number): string => moneyWords(Math.round(usd), 'USD');

/** An amount as the platform sent it; `usd` in one currency is beside it on hover, by the dated table of the policy. */
export function Money({ amount, currency, usd, rateDate }: { amount: number; currency: string; usd?: number | null; rateDate?: string }) {
  const beside = usd === undefined || currency === 'USD' ? undefined : usd === null ? 'No rate is known for this currency' : `${moneyWords(usd, 'USD')} by the rates of ${rateDate ?? 'the policy'}`;
  return <span className="nw" title={beside}>{moneyWords(amount, currency)}</span>;
}

/** A field held back: `masked` is what may be seen of it ("m•••@•••.uk"). */
export function Masked({ masked }: { masked: string }) {
  return <span className="id qq"><Icon name="eye-off" small /> <span className="vh">held back: </span>{masked}</span>;
}

/** The first thing the keyboard meets. */
export function SkipLink({ to = '#main', children = 'Skip to the content' }: { to?: string; children?: ReactNode }) {
  return <a className="skip" href={to}>{children}</a>;
}

/** Pairs of a word and its fact. */
export function Facts({ facts }: { facts: readonly { term: string; fact: ReactNode }[] }) {
  return <dl className="facts">{facts.map(({ term, fact }, nth) => <div key={`${nth} ${term}`}><dt>{term}</dt><dd>{fact}</dd></div>)}</dl>;
}

/** A share of a whole as a bar; 0 to 1. Past its limit it turns brick. Always beside its number, so it is not read out. */
export function Meter({ share, strong = false, past = false }: { share: number; strong?: boolean; past?: boolean }) {
  const width = Math.min(1, Math.max(0, share)) * 100;
  return <svg className={`meter${strong ? ' strong' : ''}${past ? ' past' : ''}`} aria-hidden="true" focusable="false"><rect width={`${width}%`} height="100%" rx="3" /></svg>;
}
