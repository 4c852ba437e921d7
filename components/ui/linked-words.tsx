import Link from 'next/link';
import { Fragment } from 'react';

/** Screens that sentences name as places: "Read it first, under Reviews". */
const SCREENS: Readonly<Record<string, string>> = { Reviews: '/reviews', Appeals: '/appeals' };
const NAMED = new RegExp(`\\b(C-\\d{1,15}|(?<=\\bunder )(?:${Object.keys(SCREENS).join('|')}))\\b`, 'g');

/** A sentence of the product that leads where it says: to the case or to the screen that it names. What is refused mostly names where to go on. */
export function LinkedWords({ words }: { words: string }) {
  // What stands between brackets is kept by the split: every second part is a name.
  return words.split(NAMED).map((part, index) => (index % 2 === 0 ? <Fragment key={index}>{part}</Fragment> : <Link key={index} href={SCREENS[part] ?? `/cases/${part}`} prefetch={false}>{part}</Link>));
}
