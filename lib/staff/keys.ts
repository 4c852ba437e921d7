/**
 * The keys of the console, and the rules by which a person changes them. A control declares the standard key of its verb (`data-key`);
 * what the person presses and reads instead is worked out from their own keys, so that a control need not know them.
 */

/** Where a verb's key works. */
export const KEY_PLACES = ['everywhere', 'queue', 'inbox', 'case', 'audit'] as const;
export type KeyPlace = (typeof KEY_PLACES)[number];

export type Verb = {
  /** Permanent: a person's own key is kept under it. */
  id: string;
  /** As `data-key` writes it: "c", "g q", "mod+enter". `mod` is Ctrl, and ⌘ on a Mac. */
  key: string;
  place: KeyPlace;
  /** What it does; where two screens give one key two jobs, both. */
  title: string;
  /** Belongs to the browser's own habits and stays as it is. */
  fixed?: true;
  /** Sends what cannot be taken back lightly: never on a key that a slip of the finger presses. */
  sends?: true;
};

const verbsOf = (place: KeyPlace, verbs: Readonly<Record<string, readonly [key: string, title: string, more?: 'fixed' | 'sends']>>): Verb[] =>
  Object.entries(verbs).map(([id, [key, title, more]]) => ({ id, key, place, title, ...(more === 'fixed' ? { fixed: true } : more === 'sends' ? { sends: true } : {}) }));

/** Every verb that has a key. A key means the same verb, or two that never stand on one screen, everywhere. */
export const VERBS: readonly Verb[] = [
  ...verbsOf('everywhere', {
    search: ['mod+k', 'Search'],
    keys: ['?', 'Keys of this page'],
    queue: ['g q', 'Queue'], inbox: ['g m', 'Inbox'], reviews: ['g r', 'Reviews'], appeals: ['g a', 'Appeals'], rings: ['g o', 'Rings'], deliveries: ['g d', 'Deliveries'],
    imports: ['g i', 'Imports'], policy: ['g p', 'Policy'], ledger: ['g l', 'Audit'], staff: ['g s', 'Staff'], 'api-keys': ['g k', 'API keys'], settings: ['g ,', 'Settings'],
    tray: ['g b', 'Tray'], 'lay-aside': ['t', 'Lay aside in the tray'], withdraw: ['z', 'Withdraw what was just decided'],
    changes: ['r', 'Show changes'],
    'tour-next': ['>', 'Next step of the tour'], 'tour-back': ['<', 'Step before, in the tour'],
  }),
  ...verbsOf('queue', {
    next: ['n', 'Take the next best case'],
    claim: ['c', 'Claim; in the policy, begin a draft'],
    down: ['j', 'Next row'], up: ['k', 'Row before'],
    open: ['enter', 'Open', 'fixed'],
    choose: ['x', 'Choose the row; on a case, let it go'],
    filter: ['f', 'Filter'],
    columns: ['l', 'Columns and density'],
  }),
  ...verbsOf('inbox', {
    read: ['e', 'Mark the line as read'],
    'read-all': ['h', 'Mark all as read; on a case, hand it on to another group'],
  }),
  ...verbsOf('case', {
    dismiss: ['d', 'Dismiss; in the queue, height of the rows'], watch: ['w', 'Watch'], ask: ['a', 'Ask'], 'step-up': ['s', 'Step-up'], 'payout-hold': ['p', 'Payout hold'], restriction: ['i', 'Restriction'], suspension: ['u', 'Suspension'],
    closure: ['b', 'Closure; in the queue, claim the chosen'],
    ground: ['y', 'First ground'],
    note: ['m', 'Write a note'],
    'take-back': ['q', 'Withdraw a proposal of your own'],
    send: ['mod+enter', 'Decide or propose; commit a verdict; run an import', 'sends'],
    'panel-1': ['1', 'Verdict'], 'panel-2': ['2', 'Same hands?'], 'panel-3': ['3', 'Login geography'], 'panel-4': ['4', 'Working clock'], 'panel-5': ['5', 'Devices'],
    'panel-6': ['6', 'Links'], 'panel-7': ['7', 'Money'], 'panel-8': ['8', 'Identity checks'], 'panel-9': ['9', 'Text, side by side'], 'panel-10': ['0', 'Clients'],
    earlier: [',', 'Timeline: earlier'], later: ['.', 'Timeline: later'], closer: ['=', 'Timeline: closer'], wider: ['-', 'Timeline: wider'],
  }),
  ...verbsOf('audit', {
    'entry-before': ['[', 'Entry before'], 'entry-after': [']', 'Entry after'],
    verify: ['v', 'Verify; in the queue, save and tend views'],
    dossier: ['o', 'Open the dossier'],
  }),
];

const VERB_OF = new Map(VERBS.map((verb) => [verb.id, verb]));

export const verbNamed = (id: string): Verb | undefined => VERB_OF.get(id);

/** A person's own keys: verb → key, for those alone that differ from the standard. */
export type OwnKeys = Readonly<Record<string, string>>;

/** The key of a verb for a person. */
export const keyFor = (verb: Verb, own: OwnKeys): string => own[verb.id] ?? verb.key;

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries({ esc: 'escape', return: 'enter', '↵': 'enter', spacebar: 'space', del: 'delete' }));
const MOD = /^(?:mod|ctrl|control|strg|cmd|command|⌘|⌃)\s*\+?\s*(?=\S)/;

/** What somebody typed as a key, in the one way of writing: "Ctrl + E" and "⌘E" are "mod+e", "G  Q" is "g q". */
export function normalKey(written: string): string {
  const words = written.normalize('NFKC').trim().toLowerCase().replace(/\s*\+\s+(?=\S)/g, '+').replaceAll(/\s+/g, ' ');
  const modified = MOD.test(words);
  const rest = modified ? words.replace(MOD, '') : words;
  const strokes = rest.split(' ').map((stroke) => NAMES.get(stroke) ?? stroke);
  return `${modified ? 'mod+' : ''}${strokes.join(' ')}`;
}

/** As a person writes it, and may: "ctrl+k". */
export const writtenKey = (key: string): string => key.replace(/^mod\+/, 'ctrl+');

/** With Ctrl or ⌘ these are the browser's or the system's, on one desk or another. */
const BROWSERS: Readonly<Record<string, string>> = {
  a: 'chooses everything', c: 'copies', d: 'keeps a bookmark', f: 'finds on the page', g: 'finds again', h: 'opens the browser’s history', j: 'opens the downloads', l: 'goes to the address', m: 'puts the window away',
  n: 'opens a window', o: 'opens a file', p: 'prints', q: 'ends the browser', r: 'loads the page again', s: 'keeps the page', t: 'opens a tab', u: 'shows the source', v: 'pastes', w: 'closes the tab', x: 'cuts', y: 'opens the history',
  z: 'takes typing back', '+': 'makes the page larger', '=': 'makes the page larger', '-': 'makes the page smaller', ',': 'opens the browser’s settings', '[': 'goes back', ']': 'goes forward', '`': 'changes the window',
};
/** Firefox finds on the page with them. */
const QUICK_FIND = ['/', "'"];
const PARTS = /(?:^|\+)(?:alt|option|⌥|shift|⇧|insert|ins|caps|capslock|caps lock|meta|win|fn)(?:\+|$)/;
const BARE = /^(?:space|tab|enter|escape|backspace|delete|home|end|page ?up|page ?down|arrow.*|up|down|left|right|f\d{1,2}|context ?menu|print.*|pause|insert)$/;
const SIGN = /^[^\s\p{C}\p{Z}]$/u;

/** Why a key may not be taken, in words for the person; null where it may. */
export function keyRefused(key: string): string | null {
  if (PARTS.test(key) || /^(?:alt|shift|insert|caps|option)\b/.test(key)) return 'Keys with Alt, Option, Shift, Insert or Caps Lock belong to menus and screen readers. Use a letter, a sign, two letters one after the other, or Ctrl or ⌘ with a letter.';
  if (key.startsWith('mod+')) {
    const rest = key.slice('mod+'.length);
    if (rest === 'enter') return null;
    if (/^\d$/.test(rest)) return 'With Ctrl or ⌘, digits change the browser’s tab.';
    const does = BROWSERS[rest];
    if (does !== undefined) return `The browser has it: Ctrl or ⌘ with ${rest} ${does}.`;
    return SIGN.test(rest) ? null : 'With Ctrl or ⌘, use one letter or sign.';
  }
  const strokes = key.split(' ');
  if (strokes.some((stroke) => BARE.test(stroke)) || BARE.test(key)) return 'Browsers and screen readers move, press and go back with this key.';
  if (strokes.length > 2) return 'At most two keys, one after the other.';
  if (!strokes.every((stroke) => SIGN.test(stroke))) return 'Use one letter or sign, two of them with a space between, or Ctrl or ⌘ with a letter.';
  if (QUICK_FIND.includes(strokes[0] ?? '')) return 'Firefox finds on the page with this key.';
  return null;
}

/** What is wrong with somebody's own keys, by verb; empty where every key may be taken and no two verbs have one. */
export function keyProblems(own: OwnKeys): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const keys = VERBS.map((verb) => ({ verb, key: keyFor(verb, own) }));
  const changed = keys.filter(({ verb, key }) => key !== verb.key);
  for (const { verb, key } of changed) {
    const other = keys.find((one) => one.verb !== verb && one.key === key);
    const begins = keys.find((one) => one.verb !== verb && one.key.startsWith(`${key} `));
    const begun = keys.find((one) => one.verb !== verb && key.startsWith(`${one.key} `));
    if (verb.fixed) problems[verb.id] = 'This key stays as it is.';
    else if (keyRefused(key) !== null) problems[verb.id] = keyRefused(key) ?? '';
    else if (verb.sends && !key.startsWith('mod+')) problems[verb.id] = 'What sends keeps Ctrl or ⌘, so that no slip of a finger sends.';
    else if (other) problems[verb.id] = `${writtenKey(key)} is the key of “${other.verb.title}” already.`;
    else if (begins) problems[verb.id] = `${key} begins “${begins.key}”, the keys of “${begins.verb.title}”.`;
    else if (begun) problems[verb.id] = `${begun.key} alone is the key of “${begun.verb.title}”, so nothing may begin with it.`;
  }
  for (const id of Object.keys(own)) if (!VERB_OF.has(id)) problems[id] = 'There is no such verb.';
  return problems;
}

/** A person's keys as the screens need them: standard key → own key, for those that differ. */
export function keyMap(own: OwnKeys): Readonly<Record<string, string>> {
  return Object.fromEntries(VERBS.flatMap((verb) => (keyFor(verb, own) === verb.key ? [] : [[verb.key, keyFor(verb, own)]])));
}
