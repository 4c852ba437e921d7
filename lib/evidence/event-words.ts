import { deviceOf } from '../enrichment/device';
import { instantIn, numberIn, recordIn, textIn, type Told } from '../enrichment/reading';
import type { Clock } from './both-clocks';
import { deviceLabel, exitWords, hintWords, instrumentLabel, NETWORK_WORDS, sentence, shortDay, shortMoment } from './panels/labels';
import type { NetworkClass } from '../enrichment/network';
import { moneyWords } from './wording';

/** One stored event as a person reads it: what happened, and facts that may be shown. Identifiers are heads of digests or masks. */
export type EventWords = {
  icon: 'user-round' | 'pen-line' | 'laptop' | 'keyboard' | 'id-card' | 'wallet' | 'send' | 'file-text' | 'clock' | 'message-square' | 'triangle-alert' | 'circle-check' | 'users' | 'history';
  words: string;
  facts: readonly { term: string; fact: string }[];
  /** What a client wrote in a report. It may be graphic, so a screen folds it until it is asked for. */
  report: string | null;
};

/** What enrichment learnt about the address of a session. */
export type NetworkWords = { class: NetworkClass; city: string | null; owner: string | null };

type Reader = (data: Told, network: NetworkWords | null, by: Clock) => EventWords;
type Facts = readonly (readonly [term: string, fact: string | null])[];

const say = (icon: EventWords['icon'], words: string, facts: Facts = [], report: string | null = null): EventWords => ({ icon, words, report, facts: facts.flatMap(([term, fact]) => (fact === null || fact === '' ? [] : [{ term, fact }])) });
const spaced = (text: string | null): string | null => text?.replaceAll('_', ' ') ?? null;
const amountIn = (value: unknown): string | null => {
  const { amount, currency } = recordIn(value);
  const [number, code] = [numberIn(amount), textIn(currency)];
  return number === null || code === null ? null : moneyWords(number, code);
};
const dayIn = (value: unknown, by: Clock): string | null => {
  const at = instantIn(value);
  return at === null ? null : shortDay(at, by);
};
const momentIn = (value: unknown, by: Clock): string | null => {
  const at = instantIn(value);
  return at === null ? null : shortMoment(at, by);
};
/** "··4417" where the tail was kept, else the head of the digest. */
function instrumentIn(data: Told): string | null {
  const [digest, tail] = [textIn(data['instrument']), textIn(data['instrumentTail'])];
  return digest === null ? null : instrumentLabel(digest, tail === null ? new Map() : new Map([[digest, tail]]));
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'name', legalName: 'legal name', birthDate: 'birth date', email: 'e-mail', phone: 'phone', declared: 'declared place', kind: 'kind of account', organisation: 'organisation', category: 'field of work',
  language: 'language', skills: 'skills', hourlyRate: 'rate', closed: 'closing', headline: 'headline', summary: 'summary', resume: 'résumé', portfolio: 'portfolio', photoHash: 'photo', education: 'education', employment: 'employment',
};

function fieldsIn(data: Told): string {
  return Object.keys(data).flatMap((field) => FIELD_WORDS[field] ?? []).join(', ');
}

function accountFacts(data: Told): Facts {
  const declared = recordIn(data['declared']);
  return [['told', fieldsIn(data)], ['declared', textIn(declared['city']) ?? textIn(declared['timeZone'])], ['e-mail', textIn(data['emailMask'])], ['phone', textIn(data['phoneMask'])]];
}

const READERS: Readonly<Record<string, Reader>> = {
  'account.registered': (data) => say('user-round', 'Registered', accountFacts(data)),
  'account.changed': (data) => say('pen-line', 'Account changed', accountFacts(data)),
  'profile.changed': (data) => say('pen-line', 'Profile changed', [['told', fieldsIn(data)]]),
  'session.seen': (data, network, by) => {
    const device = deviceOf(data['device']);
    const exit = network === null ? null : exitWords(network.class);
    return say('laptop', 'Session seen', [
      ['network', network === null ? null : NETWORK_WORDS[network.class]],
      ['place', exit !== null ? 'unknown, an exit' : (network?.city ?? null)],
      ['owner', network?.owner ?? null],
      ['device', deviceLabel(device)],
      ['traces', device === null ? null : hintWords(device.hints)],
      ['until', momentIn(data['endedAt'], by)],
    ]);
  },
  'activity.recorded': (data) => say('keyboard', `Activity: ${textIn(data['kind']) ?? 'not told'}`, [['times', numberIn(data['count'])?.toString() ?? null]]),
  'verification.started': (data) => say('id-card', `${sentence(spaced(textIn(data['check'])) ?? 'check')} check started`),
  'verification.finished': (data) => say('id-card', `${sentence(spaced(textIn(data['check'])) ?? 'check')} check ${data['outcome'] === 'abandoned' ? 'not taken' : (textIn(data['outcome']) ?? 'ended')}`, [['vendor', textIn(data['vendor'])], ['document', spaced(textIn(data['documentType']))], ['reason', textIn(data['reason'])]]),
  'payout.method_added': (data) => say('wallet', 'Payout method added', [['to', instrumentIn(data)], ['rail', textIn(data['rail'])], ['name', NAME_MATCH[textIn(data['holderMatch']) ?? ''] ?? null]]),
  'payout.sent': (data) => say('wallet', 'Payout sent', [['amount', amountIn(data['amount'])], ['to', instrumentIn(data)]]),
  'earning.cleared': (data) => say('wallet', 'Earning cleared', [['amount', amountIn(data['amount'])], ['contract', textIn(data['contract'])], ['client', textIn(data['client'])]]),
  'bid.placed': (data) => say('send', 'Bid placed', [['price', amountIn(data['price'])], ['client', textIn(data['client'])], ['field', textIn(data['category'])]]),
  'contract.started': (data) => say('file-text', 'Contract started', [['contract', textIn(data['contract'])], ['client', textIn(data['client'])], ['value', amountIn(data['value'])]]),
  'contract.ended': (data) => say('file-text', 'Contract ended', [['contract', textIn(data['contract'])], ['reason', textIn(data['reason'])]]),
  'time.logged': (data, _, by) => say('clock', 'Time logged', [['contract', textIn(data['contract'])], ['from', momentIn(data['from'], by)], ['by', textIn(data['source'])]]),
  'interview.changed': (data) => say('message-square', `Interview ${spaced(textIn(data['state'])) ?? 'changed'}`, [['client', textIn(data['client'])]]),
  'message.flagged': (data) => say('message-square', 'Message marked', [['as', spaced(textIn(data['flag']))], ['client', textIn(data['client'])]]),
  'client.reported': (data) => say('triangle-alert', 'A client reported', [['about', spaced(textIn(data['kind']))], ['client', textIn(data['client'])]], textIn(data['text'])),
  'declaration.made': (data, _, by) => say('circle-check', `Declared: ${spaced(textIn(data['kind'])) ?? 'something'}`, [['from', dayIn(data['from'], by)], ['to', dayIn(data['to'], by)], ['proof', data['verified'] === true ? 'shown' : null]]),
  'referral.made': (data) => say('users', 'Referred another account', [['account', textIn(data['to'])], ['client', textIn(data['client'])]]),
  'review.left': (data) => say('circle-check', 'Review by a client', [['rating', numberIn(data['rating'])?.toString() ?? null], ['client', textIn(data['client'])]]),
};

const NAME_MATCH: Readonly<Record<string, string>> = { match: 'matches', partial: 'matches in part', none: 'differs', unknown: 'not known' };

/** A type that this version does not know is shown by its name. */
export function eventWords(type: string, data: Told, network: NetworkWords | null, by: Clock): EventWords {
  return READERS[type]?.(data, network, by) ?? say('history', type.replaceAll(/[._]/g, ' '));
}
