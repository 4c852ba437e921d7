/** "Mallory Hale" becomes "MH". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase();
}

/** An account: initials in a square. A face is not evidence and greets nobody. */
export function Avatar({ name }: { name: string }) {
  return <span className="ava" aria-hidden="true">{initials(name)}</span>;
}

/** A person of the staff: one initial in a circle. `presence`: you, here now, or elsewhere. */
export function Face({ name, presence = 'elsewhere', small = false }: { name: string; presence?: 'you' | 'here' | 'elsewhere'; small?: boolean }) {
  const look = { you: ' me', here: ' on', elsewhere: '' }[presence];
  return <span className={`face${look}${small ? ' s' : ''}`} title={name} aria-hidden="true">{[...name][0]?.toUpperCase()}</span>;
}
