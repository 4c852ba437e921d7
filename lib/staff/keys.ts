import { GROUND_KEYS, meets, type KeyPlace, type OwnAt } from './key-place';

/**
 * The keys of the console, and the rules by which a person changes them. A control declares the standard key of its verb (`data-key`);
 * what the person presses and reads instead is worked out from their own keys, so that a control need not know them.
 */

export type Verb = {
  /** Permanent: a person's own key is kept under it. */
  id: string;
  /** As `data-key` writes it: "c", "g q", "mod+enter". `mod` is Ctrl, and ⌘ on a Mac. */
  key: string;
  /** Where it works; the first is where it is listed. */
  places: readonly [KeyPlace, ...KeyPlace[]];
  title: string;
  /** Belongs to the browser's own habits and stays as it is. */
  fixed?: true;
  /** Sends what cannot be taken back lightly: never on a key that a slip of the finger presses. */
  sends?: true;
};

const verbsOf = (places: Verb['places'], verbs: Readonly<Record<string, readonly [key: string, title: string, more?: 'fixed' | 'sends']>>): Verb[] =>
  Object.entries(verbs).map(([id, [key, title, more]]) => ({ id, key, places, title, ...(more === 'fixed' ? { fixed: true } : more === 'sends' ? { sends: true } : {}) }));

/** Every verb that has a key, once, with the screens it stands on. Two verbs have one key only where no screen has both. */
export const VERBS: readonly Verb[] = [
  ...verbsOf(['everywhere'], {
    search: ['mod+k', 'Search'],
    keys: ['?', 'Keys of this page'],
    queue: ['g q', 'Queue'], inbox: ['g m', 'Inbox'], reviews: ['g r', 'Reviews'], appeals: ['g a', 'Appeals'], rings: ['g o', 'Rings'], deliveries: ['g d', 'Deliveries'],
    imports: ['g i', 'Imports'], policy: ['g p', 'Policy'], ledger: ['g l', 'Audit'], staff: ['g s', 'Staff'], 'api-keys': ['g k', 'API keys'], settings: ['g ,', 'Settings'],
    tray: ['g b', 'Tray'], 'lay-aside': ['t', 'Lay aside in the tray'], withdraw: ['z', 'Take back what was just done'], 'just-decided': ['g z', 'Everything just decided'],
    changes: ['r', 'Show changes'],
    send: ['mod+enter', 'Send: propose, commit, run', 'sends'],
    'tour-next': ['>', 'Next step of the tour'], 'tour-back': ['<', 'Step before, in the tour'],
  }),
  ...verbsOf(['lists'], {
    down: ['j', 'Next row'], up: ['k', 'Row before'],
    open: ['enter', 'Open', 'fixed'],
  }),
  ...verbsOf(['queue'], {
    next: ['n', 'Take the next best case'],
    claim: ['c', 'Claim'],
    choose: ['x', 'Choose the row'], 'choose-all': ['a', 'Choose all that is shown'],
    'claim-chosen': ['b', 'Claim the chosen'],
    filter: ['f', 'Filter'],
    columns: ['l', 'Columns and density'], density: ['d', 'Height of the rows'],
    views: ['v', 'Save and tend views'], 'share-view': ['s', 'To “Share with everybody”, or “Keep to myself”'], 'show-view': ['u', 'To “Let it show this list”'], 'remove-view': ['e v', 'Remove the open view: asks first'],
  }),
  ...verbsOf(['inbox'], {
    read: ['e', 'Mark the line as read'],
    'read-all': ['h', 'Mark all as read'],
  }),
  ...verbsOf(['case', 'review', 'tray', 'ring'], {
    dismiss: ['d', 'Dismiss'], watch: ['w', 'Watch'], ask: ['a', 'Ask'], 'step-up': ['s', 'Step-up'], 'payout-hold': ['p', 'Payout hold'], restriction: ['i', 'Restriction'], suspension: ['u', 'Suspension'], closure: ['b', 'Closure'],
  }),
  ...verbsOf(['case', 'review'], {
    ...Object.fromEntries(GROUND_KEYS.map((key, nth) => [nth === 0 ? 'ground' : `ground-${nth + 1}`, [key, `Ground ${nth + 1} of the list`]] as const)),
    'take-back': ['q', 'Withdraw a proposal of your own'],
    reason: ['f', 'To the field for why'],
  }),
  ...verbsOf(['case', 'review', 'appeal'], {
    'panel-1': ['1', 'Verdict'], 'panel-2': ['2', 'Same hands?'], 'panel-3': ['3', 'Login geography'], 'panel-4': ['4', 'Working clock'], 'panel-5': ['5', 'Devices'],
    'panel-6': ['6', 'Links'], 'panel-7': ['7', 'Money'], 'panel-8': ['8', 'Identity checks'], 'panel-9': ['9', 'Text, side by side'], 'panel-10': ['0', 'Clients'],
    earlier: [',', 'Timeline: earlier'], later: ['.', 'Timeline: later'], closer: ['=', 'Timeline: closer'], wider: ['-', 'Timeline: wider'],
  }),
  ...verbsOf(['case'], {
    'claim-case': ['c', 'Claim the case'],
    note: ['m', 'Write a note'],
    'hand-on': ['h', 'Hand on to another group'],
    lift: ['l', 'Lift a measure'], uncover: ['o', 'Open a covered proposal'], 'withdraw-own': ['v', 'Withdraw what was decided on this case'],
    'reveal-name': ['e 1', 'Reveal the legal name'], 'reveal-email': ['e 2', 'Reveal the e-mail'], 'reveal-address': ['e 3', 'Reveal the latest address'],
    print: ['e p', 'Print the dossier'],
    'then-next': ['n', 'Open the next best case'],
    release: ['x', 'Let go'], 'open-claimed': ['e o', 'Open the case that was claimed instead'],
  }),
  ...verbsOf(['review'], { 'next-review': ['n', 'Next review'], 'undo-wave': ['l', 'Undo the wave'] }),
  ...verbsOf(['tray'], { 'take-out': ['e', 'Take the account out'], 'empty-tray': ['h', 'Empty the tray'], 'take-back-run': ['q', 'Take back all of a run'] }),
  ...verbsOf(['appeal'], { hear: ['c', 'Take an appeal to hear it'], 'give-back': ['x', 'Give an appeal back'], grant: ['e g', 'Grant the appeal: asks first'], refuse: ['e r', 'Refuse the appeal: asks first'] }),
  ...verbsOf(['delivery'], { 'send-again': ['s', 'Send once more'] }),
  ...verbsOf(['imports'], { preview: ['p', 'Preview a file'], discard: ['e d', 'Throw a waiting file away: asks first'] }),
  ...verbsOf(['policy'], { draft: ['c', 'Begin a draft'] }),
  ...verbsOf(['audit', 'account'], { dossier: ['o', 'Open the dossier'] }),
  ...verbsOf(['audit'], {
    'entry-before': ['[', 'Entry before'], 'entry-after': [']', 'Entry after'],
    verify: ['v', 'Verify'],
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

/** With Ctrl or ⌘ these are the browser's or the system's, on one desk or another; every letter is. The search alone keeps its own, as people know it from elsewhere. */
const BROWSERS: Readonly<Record<string, string>> = {
  a: 'chooses everything', b: 'shows the bookmarks', c: 'copies', d: 'keeps a bookmark', e: 'goes to the browser’s search', f: 'finds on the page', g: 'finds again', h: 'opens the browser’s history', i: 'tells of the page', j: 'opens the downloads', k: 'goes to the browser’s search', l: 'goes to the address', m: 'puts the window away',
  n: 'opens a window', o: 'opens a file', p: 'prints', q: 'ends the browser', r: 'loads the page again', s: 'keeps the page', t: 'opens a tab', u: 'shows the source', v: 'pastes', w: 'closes the tab', x: 'cuts', y: 'opens the history',
  z: 'takes typing back', '+': 'makes the page larger', '=': 'makes the page larger', '-': 'makes the page smaller', ',': 'opens the browser’s settings', '[': 'goes back', ']': 'goes forward', '`': 'changes the window',
};
/** Firefox finds on the page with them. */
const QUICK_FIND = ['/', "'"];
const PARTS = /(?:^|\+)(?:alt|option|⌥|shift|⇧|insert|ins|caps|capslock|caps lock|meta|win|fn)(?:\+|$)/;
const BARE = /^(?:space|tab|enter|escape|backspace|delete|home|end|page ?up|page ?down|arrow.*|up|down|left|right|f\d{1,2}|context ?menu|print.*|pause|insert)$/;
const OTHER_SCRIPT = /^(?=\p{L})\P{Script=Latin}/u;
const SIGN = /^[^\s\p{C}\p{Z}]$/u;

/** Why a key may not be taken, in words for the person; null where it may. */
export function keyRefused(key: string): string | null {
  if (PARTS.test(key) || /^(?:alt|shift|insert|caps|option)\b/.test(key)) return 'Keys with Alt, Option, Shift, Insert or Caps Lock belong to menus and screen readers. Use a letter, a sign, two letters one after the other, or Ctrl or ⌘ with a sign.';
  if (key.startsWith('mod+')) {
    const rest = key.slice('mod+'.length);
    if (rest === 'enter') return null;
    if (/^\d$/.test(rest)) return 'With Ctrl or ⌘, digits change the browser’s tab.';
    const does = BROWSERS[rest];
    if (does !== undefined) return `The browser has it: Ctrl or ⌘ with ${rest} ${does}.`;
    return SIGN.test(rest) ? null : 'With Ctrl or ⌘, use one sign.';
  }
  const strokes = key.split(' ');
  if (strokes.some((stroke) => BARE.test(stroke)) || BARE.test(key)) return 'Browsers and screen readers move, press and go back with this key.';
  if (strokes.length > 2) return 'At most two keys, one after the other.';
  if (!strokes.every((stroke) => SIGN.test(stroke))) return 'Use one letter or sign, two of them with a space between, or Ctrl or ⌘ with a sign.';
  if (strokes.some((stroke) => OTHER_SCRIPT.test(stroke))) return 'Use the Latin letter of the same key: on every desk it is pressed by that key, whatever script is written.';
  if (QUICK_FIND.includes(strokes[0] ?? '')) return 'Firefox finds on the page with this key.';
  return null;
}

/** What is wrong with somebody's own keys, by verb; empty where every key may be taken and no two verbs of one screen have one. */
export function keyProblems(own: OwnKeys): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const keys = VERBS.map((verb) => ({ verb, key: keyFor(verb, own) }));
  const changed = keys.filter(({ verb, key }) => key !== verb.key);
  for (const { verb, key } of changed) {
    const others = keys.filter((one) => one.verb !== verb && meets(one.verb.places, verb.places));
    const other = others.find((one) => one.key === key);
    const begins = others.find((one) => one.key.startsWith(`${key} `));
    const begun = others.find((one) => key.startsWith(`${one.key} `));
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

/**
 * Those of somebody's own keys that can be pressed: one that was kept before a later version gave its screen a key that begins with it, or the same,
 * would be written on a button and press nothing. Its verb has its standard key until they choose another.
 */
export function keysInForce(own: OwnKeys): OwnKeys {
  const problems = keyProblems(own);
  // Without one of them another may have become impossible, which had changed places with it.
  return Object.keys(problems).length === 0 ? own : keysInForce(Object.fromEntries(Object.entries(own).filter(([id]) => problems[id] === undefined)));
}

/** A person's keys as the screens need them: by place, standard key → own key, for those that differ. */
export function keyMap(kept: OwnKeys): OwnAt {
  const own = keysInForce(kept);
  const at: Partial<Record<KeyPlace, Record<string, string>>> = {};
  for (const verb of VERBS) {
    if (keyFor(verb, own) === verb.key) continue;
    for (const place of verb.places) at[place] = { ...at[place], [verb.key]: keyFor(verb, own) };
  }
  return at;
}
