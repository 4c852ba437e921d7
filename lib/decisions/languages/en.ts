/** The words of notices in English. The others follow its shape: the same keys, the same values filled in. Short sentences; nothing accusing. */
export const en = {
  hello: ({ name }: { name: string }) => `Hello ${name}.`,
  helloNobody: 'Hello.',
  reference: ({ decision, day }: { decision: string; day: string }) => `Decision ${decision}, ${day}.`,
  /** What the paragraphs begin with, and the headings of the holder's page. */
  headings: {
    measure: 'What we decided', duration: 'From, until', stillWorks: 'What still works', asked: 'What we ask you', rule: 'Our rule', seen: 'What we saw', inFavour: 'In your favour',
    whoDecided: 'Who decided', disagree: 'If you disagree', pressed: 'If someone is pressing you', person: 'Ask a person', heard: 'Who heard it', why: 'Why',
  },
  /** How each measure that is told reads. `name`: within a sentence. `was`: once it no longer holds. */
  measures: {
    ask: {
      name: 'a question', subject: 'We have a question about your account',
      measure: () => 'We ask you a question, and change nothing.',
      duration: ({ until }: Given) => `Please answer by ${until}. After that a person decides with what we know. You can still write to us then.`,
      was: () => 'A question. We asked it, and changed nothing.',
      stillWorks: 'Nothing changes for now: your account, your contracts and your pay go on as before.',
      next: ({ link }: Given) => `Answer on your private page: ${link}`,
    },
    'step-up': {
      name: 'a check', subject: 'Please show us that it is you',
      measure: ({ routes }: Given) => `We ask you to show that you are the person who works on this account. Any one of these is enough: ${routes}.`,
      duration: ({ until }: Given) => `Please choose and finish one by ${until}. After that a person decides with what we know. You can still write to us then.`,
      was: () => 'A check. We asked you to show that you are the person who works on this account, and changed nothing.',
      stillWorks: 'Nothing changes for now: your account, your contracts and your pay go on as before.',
      next: ({ link }: Given) => `Choose your route on your private page: ${link}`,
    },
    'payout-hold': {
      name: 'payout hold', subject: 'Your payouts are on hold',
      measure: ({ cap }: Given) => `Payout hold, up to ${cap}. We have paused money leaving your account, because we are not sure that you are the only person using it.`,
      duration: ({ from, until }: Given) => `From ${from} to ${until}. Then a person renews it with a reason, or releases it. It never continues by silence.`,
      was: ({ cap }: Given) => `Payout hold, up to ${cap}. Money leaving your account was paused.`,
      stillWorks: 'Your profile, messages, proposals and contracts. Clients are not told.',
      next: null as Say | null,
    },
    restriction: {
      name: 'restriction', subject: 'Parts of your account are restricted',
      measure: ({ what }: Given) => `Restriction. For now your account does not allow ${what}.`,
      duration: ({ from, until }: Given) => `From ${from} to ${until}. It ends by itself.`,
      was: ({ what }: Given) => `Restriction. Your account did not allow ${what}.`,
      stillWorks: 'Everything else: your running contracts, your messages, and pay for the work you do. Clients are not told.',
      next: null as Say | null,
    },
    suspension: {
      name: 'suspension', subject: 'Your account is suspended',
      measure: () => 'Suspension. You cannot work, send proposals or be found by clients while it lasts.',
      duration: ({ from, until }: Given) => `From ${from} to ${until}. It ends by itself.`,
      was: () => 'Suspension. Your account was suspended: you could not work, send proposals or be found by clients.',
      stillWorks: 'You can sign in, read your messages and your records, and appeal. What you have earned and nobody disputes stays yours.',
      next: null as Say | null,
    },
    closure: {
      name: 'closure', subject: 'Your account is closed',
      measure: () => 'Closure. The account is closed on the whole platform: you cannot work through it or be found by clients.',
      duration: ({ from }: Given) => `From ${from}, without an end date. It is undone if your appeal is granted.`,
      was: () => 'Closure. The account was closed on the whole platform: you could not work through it or be found by clients.',
      stillWorks: 'You can still read your records and appeal. What you have earned and nobody disputes is paid out.',
      next: null as Say | null,
    },
  },
  /** Of a measure that no longer holds: from when, and when it was lifted, its term ran out or another decision took its place. */
  past: {
    lifted: ({ from, until }: Ended) => `From ${from}. Lifted on ${until}; it no longer holds.`,
    ended: ({ from, until }: Ended) => `From ${from} to ${until}. It ended by itself.`,
    renewed: ({ from, until, decision }: Ended & { decision: string }) => `From ${from}. Renewed on ${until}: decision ${decision} took its place.`,
  },
  /** Ways to show that it is them. The titles also stand in the middle of a sentence. */
  routes: {
    bank_sign_in: { title: 'Sign in with your bank', words: '2 minutes, no video' },
    branch_visit: { title: 'Visit a post office', words: 'No video; takes 2 days' },
    live_check: { title: 'A short live check', words: 'On the device you work on' },
  },
  restricted: { new_contracts: 'starting new contracts', proposals: 'sending proposals', payout_changes: 'changing where your pay goes', profile_changes: 'changing your profile' },
  rule: ({ number, title, text }: { number: string; title: string; text: string }) => `${number}, ${title}: “${text}”`,
  /** Grounds of the standard policy. Its own words are English. */
  grounds: {} as Readonly<Record<string, { title: string; text: string }>>,
  translated: 'This is a translation; our terms are written in English.',
  heldBack: 'Some details of how we check are held back, so that they keep working. Nothing that you need in order to answer is held back.',
  whoDecided: ({ who }: { who: string }) => `A person on our team, known to you as ${who}.`,
  readTwice: 'A second person read the evidence without knowing what the first had concluded, and came to the same conclusion.',
  program: 'A program that compares how accounts are used with how they were verified pointed us to yours; it did not decide.',
  disagree: ({ until, answerDays, link }: { until: string; answerDays: string; link: string }) => `You can appeal until ${until}. It is free. Somebody who had no part in this decision will read it, and you get a written answer with reasons within ${answerDays}: ${link}`,
  days: { one: 'day', other: 'days' } as Forms,
  putBack: 'If we were wrong, everything is put back: pay, rank, reviews. And we say so.',
  courts: 'You can also go to a certified out-of-court dispute settlement body, or to a court. It does not cost you your appeal here.',
  pressed: 'Some people are made to hand over accounts, or to work under another name. You can tell us so in confidence, in your answer or by mail, and we will help.',
  person: ({ contact, platform }: { contact: string; platform: string }) => `Reply to this mail, or write to ${contact}. We answer within two working days.\n${platform}`,
  personByMail: ({ platform }: { platform: string }) => `Reply to this mail. We answer within two working days.\n${platform}`,
  granted: {
    subject: 'Your appeal is granted',
    outcome: ({ decision, measure }: { decision: string; measure: string }) => `Your appeal against decision ${decision} (${measure}) is granted. We were wrong, and we are sorry.`,
    putBack: ({ day }: { day: string }) => `Everything is put back from ${day}: pay, rank, reviews. The decision no longer counts against you.`,
  },
  refused: {
    subject: 'Your appeal is refused',
    outcome: ({ decision, measure }: { decision: string; measure: string }) => `Your appeal against decision ${decision} (${measure}) is refused. The decision stands.`,
    courts: 'You can still go to a certified out-of-court dispute settlement body, or to a court.',
  },
  heard: ({ who }: { who: string }) => `A person on our team who had no part in the decision, known to you as ${who}.`,
  lifted: {
    subject: ({ measure }: { measure: string }) => `Ended: ${measure}`,
    ended: ({ decision, measure, day }: { decision: string; measure: string; day: string }) => `Decision ${decision} (${measure}) ended on ${day}. What it changed is put back. You need not do anything.`,
  },
  nothingFurther: {
    subject: 'We have no further questions',
    answered: ({ decision }: { decision: string }) => `Thank you for your answer to decision ${decision}. We have read it and have no further questions.`,
    unanswered: ({ decision }: { decision: string }) => `You need not answer decision ${decision} any more. We have no further questions.`,
    goesOn: 'Your account, your contracts and your pay go on as before.',
  },
};

/** What a measure's wording may fill in: finished words; empty where a measure has no such field. */
export type Given = { from: string; until: string; cap: string; routes: string; what: string; link: string };
type Ended = { from: string; until: string };
type Say = (given: Given) => string;
/** Forms of a word after a number, by the plural rules of the language (CLDR). */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
export type NoticeWords = typeof en;
