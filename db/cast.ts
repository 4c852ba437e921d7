/**
 * The people and accounts whom tests, demo, screens and documents know by name. All of them are made up.
 * Plain data: whoever needs rows makes them with `factories`, by commands, or by sending events.
 */
export const PEOPLE = {
  ada: { name: 'Ada', role: 'moderator', email: 'ada@worklane.example' },
  ben: { name: 'Ben', role: 'moderator', email: 'ben@worklane.example' },
  cleo: { name: 'Cleo', role: 'admin', email: 'cleo@worklane.example' },
  iris: { name: 'Iris', role: 'admin', email: 'iris@worklane.example' },
  dov: { name: 'Dov', role: 'auditor', email: 'dov@worklane.example' },
} as const;

export type CastName = keyof typeof PEOPLE;

export const ACCOUNTS = {
  /** A rented identity: other hands since the check, pay to a wallet that four accounts share. */
  mallory: { account: 'acc_7Q4M2KD9', name: 'Mallory Hale', abuser: true },
  /** An innocent traveller with one laptop and a VPN on some evenings. */
  trent: { account: 'acc_8RM3YD6J', name: 'Trent Okafor', abuser: false },
  /** The face of an agency that nobody has registered. */
  peggy: { account: 'acc_5VN8QY3T', name: 'Peggy Lindqvist', abuser: false },
} as const;

/** One pair of hands behind several accounts: one instrument, one machine, Mallory among them. */
export const KESTREL = {
  name: 'Kestrel',
  accounts: ['acc_7Q4M2KD9', 'acc_9TL0V5HX', 'acc_1CR2P8ZB', 'acc_6KD1W3NF'],
} as const;
