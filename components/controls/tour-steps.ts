/** One step of the tour: what it points at, where that stands, and whom it is for; absent: everybody. */
export type TourStep = { at: 'queue' | 'case' | 'audit' | 'reviews' | 'anywhere'; for?: readonly string[]; /** CSS selectors with a comma and a space between, the best first: what shows of it is pointed at. */ target: string; /** What its words are about besides: the card does not lie on it. */ kept?: string; title: string; words: string };

const ACTING = ['moderator', 'admin'] as const;

/** The steps for a role, each on a screen that it has, beginning where its work begins. */
export const tourFor = (role: string): readonly TourStep[] => STEPS.filter(({ for: whom }) => whom === undefined || whom.includes(role));

/** Three minutes from the queue to the ledger; whoever reads only begins with the ledger. The words name no key: what a person presses stands on the controls. */
const STEPS: readonly TourStep[] = [
  { at: 'audit', for: ['auditor'], target: '.led', title: 'Everything that anybody did', words: 'Each line says who did what, and what was there before and after. It holds the digest of the line before it, so none can be changed or taken out unseen.' },
  { at: 'audit', for: ['auditor'], target: '[aria-label="Show"]', title: 'The story you are after', words: 'One case from its first line to its last, one person, one kind of act, or only what was refused.' },
  { at: 'audit', for: ['auditor'], target: '[aria-label="Verify"], [aria-label="Verified"]', title: 'Verify it yourself', words: 'Every line is read and every link checked, and that you did is itself a line. The export is verified without this server.' },
  { at: 'queue', target: '.qt', kept: '.peek > h2, .peek .fx', title: 'What waits, the strongest first', words: 'Every row is one account’s case, in the order of evidence, harm and waiting time. Nothing moves while you read: news waits above the table until you ask for it.' },
  { at: 'queue', target: '.peek, .qt tr.cur, .qt tbody tr', kept: '.qt tr.cur', title: 'Why it stands where it stands', words: 'The current row says what put it there, what is at stake and what is missing. No score stands alone.' },
  { at: 'queue', for: ACTING, target: '.peek .claim, .thumb .claim', title: 'Take the best one', words: 'One press claims the best free case and opens it. A claim is yours for twenty minutes and renews while you work. Colleagues may read along; they cannot act.' },
  { at: 'queue', target: '.find', title: 'Find anything', words: 'Paste an id, an e-mail, an address, a device or a document’s number. It is digested before it is looked for, and kept nowhere. Every screen and every verb of the page is found here as well.' },
  { at: 'case', target: '[data-panel="verdict"]', title: 'For, against, and missing', words: 'Findings that raise the odds stand beside those that lower them, each in words and on one scale. Under them stands the best innocent story, as large as the odds. Every line opens the rows behind it.' },
  { at: 'case', target: '#same-hands', title: 'Whose hands?', words: 'One lane for each side of a life, on one axis. Solid teal is the verified person, hatched ochre another hand, dotted what nobody can tell. A line marks where hands probably changed, with its uncertainty.' },
  { at: 'case', target: '.who', title: 'Who the account is', words: 'The name shown on the profile stands here. Legal names, e-mail and home addresses stay masked. Showing one asks for a purpose, and that you did is written down.' },
  { at: 'case', for: ACTING, target: '.mayin', title: 'What you may do', words: 'Every measure says what it does and how it is undone; one that is locked says why. What touches a livelihood needs a second person, who reads the same evidence without seeing your verdict.' },
  { at: 'case', target: '[aria-label="Discussion"]', title: 'Nothing is lost', words: 'Notes and history stand together in sentences. Each is a line in a ledger that nobody can rewrite, and an auditor can verify without trusting us.' },
  { at: 'reviews', for: ['admin'], target: '#main .p', title: 'What waits for you as the second', words: 'Here stands what others have proposed and you may countersign. You read the sealed evidence first; what was proposed, and by whom, opens once you have said what you would do.' },
  { at: 'anywhere', target: '.rail details > summary, .phone-menu > summary', title: 'Make it yours', words: 'Here are your settings: theme, motion, your own keys, and this tour once more. The list of keys of a page is always one press away.' },
];
