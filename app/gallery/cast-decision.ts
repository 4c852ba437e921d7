import type { GroundChoice, MeasureChoice } from '@/components/decision/choices';

const DRAFT = `Hello Mallory.

What we decided. Payouts from your account wait, up to $1,870, until 24 November 2026, 14:10 UTC. Then a person renews this with a reason, or releases it.

What we saw. Since 9 September your account has been used from a device we had not seen before, and payments go to {{how_we_describe_the_payee}}.

Your answer. You can answer or appeal on your private page, {{appeal_link}}.`;

const free = { state: 'free', reason: null, fields: [], draft: null, grounds: null, needsGround: true, undo: 'Undone by one press.' } as const;

export const MEASURES: MeasureChoice[] = [
  { ...free, id: 'dismiss', name: 'Dismiss', hotkey: 'd', says: 'Tell nobody; weigh this cause less', needsGround: false },
  { ...free, id: 'watch', name: 'Watch', hotkey: 'w', says: '30 days, silent', needsGround: false },
  { ...free, id: 'ask', name: 'Ask', hotkey: 'a', says: 'Reply due in 7 days', undo: 'Withdrawn until it is answered.', draft: DRAFT.replace('{{how_we_describe_the_payee}}', 'an account in another name'), fields: [{ name: 'questions', label: 'Questions, one a line', kind: 'lines', values: ['Did you get a new computer in September? A receipt is enough.', 'Whose account ends in 0932?'] }, { name: 'days', label: 'Days to answer', kind: 'number', value: '7', min: 1, max: 60 }] },
  { ...free, id: 'step-up', name: 'Step-up', hotkey: 's', says: 'Live check, bank sign-in or branch visit', draft: DRAFT, fields: [{ name: 'routes', label: 'Routes, at least two, one without video', kind: 'checks', values: ['bank', 'office'], options: [{ value: 'bank', label: 'Sign in with the bank', says: '2 minutes, no video' }, { value: 'office', label: 'Visit a post office', says: 'no video; takes 2 days' }, { value: 'live', label: 'A short live check' }] }] },
  { ...free, id: 'payout-hold', name: 'Payout hold', hotkey: 'p', says: '7 days, up to $1,870; then a person renews or releases', draft: DRAFT, undo: 'Released by one press; the platform is told at once.', fields: [{ name: 'cap.amount', label: 'Cap, in USD', kind: 'number', value: '1870', min: 1 }, { name: 'hours', label: 'Hours', kind: 'number', value: '168', min: 1, max: 336 }] },
  { ...free, id: 'restriction', name: 'Restriction', hotkey: 'i', says: 'Chosen parts of the account stop for 14 days', draft: DRAFT, fields: [{ name: 'what', label: 'What is restricted', kind: 'checks', options: [{ value: 'new_contracts', label: 'Starting new contracts' }, { value: 'proposals', label: 'Sending proposals' }] }] },
  { ...free, id: 'suspension', name: 'Suspension', hotkey: 'u', says: '30 days', state: 'countersigned', reason: 'A suspension always needs a second person.', draft: DRAFT, grounds: ['4.2'] },
  { ...free, id: 'closure', name: 'Closure', hotkey: 'b', says: 'For good', state: 'locked', reason: 'Needs a reply first: asked 10 Nov, due today 18:00' },
];

export const GROUNDS: GroundChoice[] = [
  { number: '4.2', title: 'The person who was verified is the person who works', text: 'The person who was verified is the person who works.', suggested: true },
  { number: '6.1', title: 'Pay goes to the person who earned it', text: 'Pay goes to the person who earned it, or to somebody they have named.', suggested: true },
  { number: '7.3', title: 'Texts are your own', text: 'Proposals and profiles are your own words.', suggested: false },
];
