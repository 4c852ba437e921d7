import type { Finding } from '../signals/signal';
import { dayWords } from './wording';

type Asked = Pick<Finding, 'signal' | 'firstAt'>;
const about = (finding: Asked): string => dayWords(finding.firstAt);

/** What the holder could be asked about a finding, in words that accuse nobody and that a short answer settles. */
const QUESTIONS: Readonly<Record<string, (finding: Asked) => string>> = {
  G1: (f) => `Where have you been working from since ${about(f)}?`,
  G2: (f) => `Your account was used from two distant places around ${about(f)}. Which of the two was you?`,
  G4: (f) => `Where were you working from around ${about(f)}?`,
  G5: () => 'Do other people with accounts here work from the same home or office as you?',
  N1: () => 'Do you work through a VPN or a company network, and since when?',
  N2: (f) => `Did you begin to use a VPN around ${about(f)}?`,
  D1: () => 'Does somebody else use the computer that you work on?',
  D3: (f) => `Did you get a new computer around ${about(f)}? A receipt or a photo is enough.`,
  D4: () => 'Do you work on a remote or company desktop?',
  D5: () => 'Do you work on two computers at the same time, or does somebody help you?',
  I1: () => 'Have you had another account here before?',
  I2: () => 'Was there a problem with the camera or the light when you took the live check?',
  I4: (f) => `What changed about your name or details around ${about(f)}, and do you have a document of it?`,
  I5: () => 'What kept you from finishing the identity check, and would another way suit you better?',
  P1: () => 'Whose is the payout account that you are paid to?',
  P3: (f) => `Did you change your payout account around ${about(f)}, and whose is it?`,
  T1: () => 'What are your usual working hours?',
  C1: () => 'Is there a reason why video calls do not suit you, and another way to show who you are that does?',
  C2: (f) => `Did somebody or something help you with your texts since ${about(f)}?`,
  C3: () => 'Did you write the text of your profile yourself, or use a template?',
  B1: () => 'Do you place your bids yourself, or with a tool or other people?',
};

/** Questions for the heaviest findings, each once; at most `most`. */
export function questionsFor(findings: readonly Asked[], most = 3): string[] {
  return [...new Set(findings.flatMap((finding) => QUESTIONS[finding.signal]?.(finding) ?? []))].slice(0, most);
}
