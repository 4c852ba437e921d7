const SIGN: Readonly<Record<string, string>> = { mod: '⌘', enter: '↵', escape: 'esc', arrowup: '↑', arrowdown: '↓', space: 'space' };

/** "mod+enter" as people read it: "⌘↵". */
export function signs(keys: string): string {
  return keys.split(' ').map((stroke) => stroke.split('+').map((part) => SIGN[part] ?? part).join('')).join(' ');
}

/** The same in the words of aria-keyshortcuts. A sequence has none, so its last stroke stands for it. */
export function spokenKeys(keys: string): string {
  const stroke = keys.split(' ').at(-1) ?? keys;
  return stroke.split('+').map((part) => (part === 'mod' ? 'Control' : part.length === 1 ? part : part[0]?.toUpperCase() + part.slice(1))).join('+');
}

export function Key({ keys }: { keys: string }) {
  return <kbd aria-hidden="true">{signs(keys)}</kbd>;
}
