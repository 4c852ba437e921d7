type Day = { day: string };
type Moment = { moment: string };
/** The decision that took this one's place, and when. */
type Successor = Day & { decision: string };
type NamedFile = { name: string };

/** The holder's page in English, beyond what the notice itself says. The others follow its shape: the same keys, the same values filled in. */
export const en = {
  skip: 'Skip to your answer', kind: 'Account decisions', aside: 'Where this stands and where to turn', language: 'Language',
  reference: ({ decision, day }: { decision: string; day: string }) => `Decision ${decision}, ${day}`,
  measure: 'Measure',
  questionClosed: 'This question is closed',
  renewed: ({ measure }: { measure: string }) => `Renewed: ${measure}`,
  somebody: 'a person on our team',
  /** Two short paragraphs under the headline: where this stands, and what can be done. */
  lead: {
    granted: 'We read your appeal. We were wrong, and we are sorry.', grantedThen: 'Everything is put back: pay, rank, reviews.',
    refused: 'We read your appeal, and the decision stands. The reasons are below.', refusedThen: 'You can still go to a certified out-of-court body, or to a court.',
    filed: 'We have your appeal.', filedThen: ({ day }: Day) => `Somebody who had no part in the decision will read it. You get a written answer with reasons by ${day}.`,
    heardThen: ({ day }: Day) => `Somebody who had no part in the decision is reading it. You get a written answer with reasons by ${day}.`,
    closed: 'This question is closed.', closedThen: 'You need not answer it any more.',
    ended: 'This has ended. What it changed is put back.', endedThen: 'You need not do anything.',
    renewed: ({ day, decision }: Successor) => `This was renewed: decision ${decision} took its place on ${day}.`, renewedThen: 'What holds now, and how to appeal, is on the page of that decision; the e-mail about it leads there.',
    answered: 'We have your answer, and a person will read it.', answeredThen: 'You can add to it until it is decided.',
    asked: 'We want to understand how your account is used, and would like to hear it from you.', askedThen: 'You can answer now; it is free, and a person reads it.',
    decided: 'This page says what we decided, why, and what you can do about it.', decidedThen: 'An appeal is free, and somebody who had no part in this decision will read it.',
    late: ({ day }: Day) => `The time to appeal ended on ${day}. You can still write to us, or go to a court.`, write: 'You can always write to us.',
  },
  /** The box with the next date. */
  box: {
    whenever: 'Answer when you are ready', ended: ({ moment }: Moment) => `The time to answer ended on ${moment}`, by: ({ moment }: Moment) => `Answer by ${moment}`,
    stillOpen: 'You can still answer here until it is decided.', after: 'After that a person decides with what we know. You can still write to us then.', add: 'Add to it', answer: 'Answer now',
    appealUntil: ({ day }: Day) => `You can appeal until ${day}`, outcomeWithin: ({ answerDays }: { answerDays: string }) => `You get a written answer with reasons within ${answerDays}.`, appeal: 'Appeal now',
  },
  /** "Where this stands". */
  steps: {
    title: 'Where this stands', done: 'done', now: 'now', later: 'later', late: 'We are late with this.',
    asked: 'Asked', decided: 'Decided', by: ({ day, who }: { day: string; who: string }) => `${day}, by ${who}`, byTwo: ({ day, who }: { day: string; who: string }) => `${day}, by ${who}; read blind by a second person`,
    answer: 'Your answer', answerReceived: ({ moment }: Moment) => `received ${moment}`, notNeeded: 'no longer needed', wasDue: ({ moment }: Moment) => `was due ${moment}; you can still write to us`,
    whenever: 'whenever you are ready', answerBy: ({ moment }: Moment) => `by ${moment}`,
    lifted: 'Lifted', putBack: 'everything is put back', renewed: 'Renewed', renewedBy: ({ day, decision }: Successor) => `decision ${decision} took its place on ${day}`,
    appeal: 'Your appeal', appealOver: ({ day }: Day) => `the time for it ended on ${day}`, appealOpen: ({ day }: Day) => `possible until ${day}`, appealReceived: ({ moment }: Moment) => `received ${moment}`,
    reader: 'Read by somebody new', readerWas: 'not anyone who had a part in the decision', reading: 'somebody who had no part in the decision is reading it', waits: 'waits for somebody who had no part in the decision',
    granted: 'Granted', grantedBy: ({ day, who }: { day: string; who: string }) => `${day}, by ${who}; everything is put back: pay, rank, reviews`,
    refused: 'Refused', refusedBy: ({ day, who }: { day: string; who: string }) => `${day}, by ${who}; you can still go to an out-of-court body or to a court`,
    outcome: 'Written outcome', outcomeBy: ({ day }: Day) => `by ${day}`,
  },
  disagree: 'If you disagree with us', bodies: 'Bodies you can choose (in English)',
  /** Of the page's own contact line; the address is made a link. */
  person: ({ contact }: { contact: string }) => `Reply to the e-mail you got, or write to ${contact}. We answer within two working days.`,
  personByMail: 'Reply to the e-mail you got. We answer within two working days.',
  form: {
    answer: 'Your answer', appeal: 'Your appeal', facts: 'Which of these is true? Choose any.', ownWords: 'Tell us in your own words', why: 'Why we should look again, in your own words',
    hint: ({ most }: { most: string }) => `In any language, up to ${most} characters.`, routes: 'Prefer to show us that it is you? Any one is enough.',
    sendAnswer: 'Send my answer', sendAppeal: 'Send my appeal', canAdd: 'You can add to it until it is decided. It is free.', somebodyElse: 'Somebody who had no part in the decision will read it. It is free.', against: 'Appeal against being asked',
  },
  /** What a holder can tick: the innocent explanations that are asked about most, each with what would show it. */
  facts: {
    new_device: { title: 'I have a new device', words: 'A receipt or a photo of the box is enough.' },
    travel: { title: 'I was travelling or moved', words: 'Tell us roughly when. No ticket is needed.' },
    vpn: { title: 'I use a VPN', words: 'Tell us which one, and since when.' },
    payee: { title: 'The account I am paid to belongs to my family or my agency', words: 'We will register it, and this will not come up again.' },
    somebody_else: { title: 'Somebody else used my account', words: 'We can help. See “If someone is pressing you” on this page.' },
    other: { title: 'Something else', words: 'Tell us below.' },
  },
  /** What shows it: files that come along. */
  files: {
    label: 'Files that show it, if you have any',
    hint: ({ most, size }: { most: string; size: string }) => `Up to ${most} files of ${size} each: PDF, JPEG, PNG or plain text.`,
    papers: 'Please send no copies of identity papers. If one has to be seen, cover its numbers.',
    seen: 'Only our staff can open them: those who decide on your case, whoever hears your appeal, and auditors. Each has to say what for, and that is recorded. Nobody else on the platform sees them.',
    kept: ({ days }: { days: string }) => `They are kept encrypted, and deleted ${days} after your case is closed and any appeal is answered. What stays on record is name, kind, size and a fingerprint of the content.`,
    kilobytes: ({ count }: { count: string }) => `${count} kB`, megabytes: ({ count }: { count: string }) => `${count} MB`,
    kinds: { pdf: 'PDF', jpeg: 'JPEG', png: 'PNG', text: 'text' },
    sent: 'Files you sent', gone: ({ file }: { file: string }) => `${file} (deleted when its time was over)`,
    again: 'Choose your files again, or send it without them: of the first try we have kept nothing.',
    wrong: {
      many: ({ most }: { most: string }) => `These are too many files; ${most} can be sent at once. Choose those that show most.`,
      empty: ({ name }: NamedFile) => `“${name}” is empty. Choose it again, or another.`,
      large: ({ name, size }: NamedFile & { size: string }) => `“${name}” is larger than ${size}. Send a smaller copy, or a screenshot of the part that matters.`,
      kind: ({ name }: NamedFile) => `“${name}” is neither PDF, JPEG, PNG nor plain text. Save it as PDF, or send a screenshot of it.`,
      full: ({ most }: { most: string }) => `${most} files have been sent about this decision, and more cannot be kept. Say in words what others would show, or write to us.`,
    },
  },
  sent: { answer: 'What you sent', appeal: 'Your appeal' },
  outcome: { granted: 'Why we grant your appeal', refused: 'Why we refuse your appeal', heardBy: ({ who }: { who: string }) => `Heard by ${who}, who had no part in the decision` },
  arrived: { answer: 'We have your answer. A person will read it. You can add to it until it is decided.', appeal: 'We have your appeal. Somebody who had no part in the decision will read it.' },
  /** Nothing was sent: as the answer to a question with routes, without any, and as an appeal. */
  empty: { answer: 'Tick something, choose a route, write a few words, or choose a file.', ask: 'Tick something, write a few words, or choose a file.', appeal: 'Tell us in a few words why you disagree.' },
  large: 'That was more than can be sent at once. Nothing was kept of it; please send less.',
  /** What was sent and could not be taken. */
  kept: { title: 'We could not take this', still: 'What you wrote is still here.', again: 'Change what you like and send it again: of the first try we have kept nothing.', label: 'What you wrote is here. Copy it before you go on; we have kept nothing of it.', chosen: 'What you chose; nothing of it is kept', files: 'The files that you sent were not kept. If you send something again, choose them again.', back: 'Back to your page' },
  refusals: {
    long: ({ most }: { most: string }) => `Please keep it to ${most} characters.`, characters: 'This text has characters that cannot be kept.', route: 'Please choose one of the routes offered.',
    closed: 'This question is closed. You can still write to us.', appealed: 'You have appealed already, or there is nothing left to appeal; your page shows where this stands.',
    over: 'The time to appeal has ended. You can still write to us.', away: 'Nothing can be kept just now; the fault is ours. Try again in a moment.', otherwise: 'This could not be taken as it was sent. Go back to your page and try again, or write to us.',
  },
  away: { title: 'This page cannot be shown just now', lead: 'Nothing is lost by it, and the fault is ours. Try again in a moment.' },
  nowhere: {
    title: 'This address opens nothing', lead: 'It may have been copied with a mistake: the address in the e-mail is long, and some programs break it in two.',
    way: 'Open it from the e-mail itself, or copy all of it. If it still does not open, reply to that e-mail; a person reads it.',
  },
};

export type PageWords = typeof en;
