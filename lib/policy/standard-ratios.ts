import type { Ratio } from './policy';
import { EXPERT_CASES, ratioFrom } from './ratio';

/** Worth more than a word: something was counted, elsewhere and on other people, and it gave direction and order of size. */
const COUNTED_ELSEWHERE = 40;

function expert(nats: number, source: string, cases = EXPERT_CASES): Ratio {
  return ratioFrom(nats, cases, `expert value worth ${cases} cases: ${source}`);
}

/**
 * The published table: what a finding at its fullest says, in nats. Each figure is ln of how often accounts worked by others show it
 * against how often all other accounts do, reasoned from what makes the sign, never fitted to a population made by us. Where an ordinary life
 * makes the same sign, the figure is held down and the life is named; where two signs have one cause, their family's cap holds them together.
 */
export const STANDARD_RATIOS: Readonly<Record<string, Ratio>> = {
  // Geography. Who rents an identity hides the place, so the place that shows is most often an honest one: 1 in 30 ordinary accounts
  // works elsewhere than declared for a while. A leak and a crowded home are accidents of hiding, and rare in open lives.
  G1: expert(1.6, 'nomads, movers and commuters show it as well'),
  G2: expert(1.9, 'published rules of identity providers; VPN switching is left out by definition'),
  G3: expert(0.7, 'crews and nomads; abusers seldom show several homes'),
  G4: expert(3, 'practice and one published case; dropping a VPN on holiday lasts days and is left out'),
  G5: expert(3, 'court cases on laptop farms; shared homes seldom reach five payouts and families'),
  // A legal question, not evidence of other hands: it opens a check and the rules keep it from the odds.
  G6: expert(0, 'adds nothing: a compliance check is opened instead'),
  G7: expert(1.5, 'a machine kept on another clock; travellers keep their home zone too'),

  // Network. A VPN is how many work and some must: context. What says more is an exit that few share, a list that names it, a line slower
  // than its place allows.
  N1: expert(0.9, 'privacy, employers and censored networks make most of it'),
  N2: expert(1.9, 'mechanics of rented accounts; cafés and a new client make the rest'),
  N3: expert(2.6, 'co-ordinated accounts on one private exit; office networks are the twin'),
  N4: expert(1.8, 'published work on round trips; satellite and weak phones are the twin', COUNTED_ELSEWHERE),
  N5: expert(1.3, 'vendor lists name shared exits too, and grow old'),
  N6: expert(1.4, 'hiding at the very moment of a check or payout change; activists do so always'),

  // Device. The hands leave their traces here. A set of parts is shared by strangers; a token is not. A change of everything after the check
  // is the offence itself, and also a new laptop with a move: strong, and explained by the mover's story where facts tell it.
  D1: expert(2.9, 'one labelled set (13 times at two accounts, 96 at three or four), shrunk; families and resale', COUNTED_ELSEWHERE),
  D2: expert(2, 'rarity of the parts; factory-equal machines', COUNTED_ELSEWHERE),
  D3: expert(3.6, 'founding reports and government advisories; a new laptop and a move in the same weeks'),
  D4: expert(1.9, 'government advisories and vendor reports; company desktops and assistive software'),
  D5: expert(2.6, 'two people at work at once; a phone that surfaces elsewhere is lowered'),
  D6: expert(1.4, 'government advisories; clients that synchronise in the background'),
  D7: expert(1.6, 'practice; privacy browsers contradict themselves as well'),

  // Identity. Rare and hard to come by innocently, so the strongest single signs; vendors err by light, age and skin, and people lose logins.
  I1: expert(3.5, 'government advisories; signing up again after a lost login'),
  I2: expert(3.2, 'public and vendor reports; two days are needed since cameras fail'),
  I3: expert(2.9, 'vendor reports; one studio, one stock picture'),
  I4: expert(1.3, 'marriage, transition and spelling make most changes of a name'),
  I5: expert(0.8, 'bad flows, no papers, fear for the data'),

  // Payout. Money must reach whoever works: the one thing that a ring cannot spread thin for free. Couples, agencies and the unbanked
  // share an account for life and from the start.
  P1: expert(3.2, 'government advisories and court cases; couples, agencies, the unbanked'),
  P2: expert(1.6, 'maiden names, spelling and business accounts'),
  P3: expert(1.9, 'public notice of 2025; a better bank, a move'),
  P4: expert(0.9, 'whoever lives from hand to mouth empties the account at once'),
  P5: expert(3, 'government advisories on client accounts of one\'s own; test accounts and employer portals'),
  P6: expert(1.4, 'countries cut off from banks ask for the same'),

  // Time. Night work, care and foreign clients are common lives: weak alone, moderate together with a slow line (pair). Synchrony and
  // two trackers at once are no rhythm but two bodies, and rare.
  T1: expert(1.6, 'literature on daily rhythms; night work and clients elsewhere'),
  T2: expert(1.4, 'founding reports; new parents, the sleepless, crunch'),
  T3: expert(1.5, 'founding reports; the phone in the evening'),
  T5: expert(2.2, 'hours that no one person has; slips in entries made by hand'),
  T6: expert(2.8, 'published work on synchronous accounts; a class, a shift', COUNTED_ELSEWHERE),

  // Communication and content. Shyness of cameras and low prices are lives, not evidence. Copied text needs a link beside it to be strong.
  C1: expert(0.7, 'disability, faith, bandwidth and privacy'),
  B1: expert(0.6, 'beginners and places where life costs little'),
  C2: expert(0.8, 'writing tools and new topics break a style too'),
  C3: expert(3, 'founding reports; 13,695 pairs of résumés reached 0.194 at most', COUNTED_ELSEWHERE),
  C4: expert(1.7, 'copied repositories; open source has many hands'),
  C6: expert(1.9, 'government advisories on bid templates; bidding tools and their prompts'),

  // Links. Said of several accounts at once, and counted only for identifiers that no other finding uses (families.ts).
  L1: expert(3.2, 'published work on clusters of accounts, shrunk; offices', COUNTED_ELSEWHERE),
  L2: expert(3.4, 'ties to an account closed for cause; somebody of the same household'),
  L3: expert(2.2, 'court cases on facilitators; accountants and cafés'),
  L4: expert(3.3, 'vendor reports of one worker under many names; clerical slips'),
  L5: expert(2.3, 'founding reports; colleagues who refer each other openly are left out'),

  // Consequence. Heavy harm and a single voice: a dispute can look like it, so it is not taken for proof.
  X1: expert(3.4, 'public notice of 2025; back-ups and disputes'),
};
