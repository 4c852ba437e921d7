import type { Bid } from '../enrichment/history';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Template } from './link';
import { hammingOf } from './photo';
import { majorityOf, simHash } from './simhash';

/** C6 of domain.md section 2: templates of two accounts within 3 of 64 bits are one; it counts from 10 proposals of each within 30 days. */
export const SAME_TEMPLATE_BITS = 3;
/**
 * What is filled in (a name, a sum, a line about the order) turns some bits of a single proposal; texts written apart differ in about 32.
 * Within an account proposals are gathered this widely, and what most of them say is compared closely. [T]
 */
const FILLED_BITS = 10;
export const TEMPLATE_LEAST = 10;
export const TEMPLATE_DAYS = 30;
/** Proposals looked at, the latest; templates kept, the fullest. They bound what one account can put into the index. */
const PROPOSALS_AT_MOST = 120;
const TEMPLATES_AT_MOST = 4;

/**
 * The templates that an account fills its proposals from: proposals of the 30 days up to its latest, gathered around the first of their
 * like, each group standing for what most of its hashes say. `bids` are in order of time; the result does not move with the clock. What a bidding tool writes for many is told by
 * how many use it, not by its words.
 */
export function templatesOf(bids: readonly Bid[]): Template[] {
  const written = bids.filter((bid) => bid.proposal !== null);
  const until = written.at(-1)?.at ?? 0;
  const recent = written.filter((bid) => bid.at > until - TEMPLATE_DAYS * DAY).slice(-PROPOSALS_AT_MOST);
  if (recent.length < TEMPLATE_LEAST) return [];
  const groups: { leader: string; hashes: string[]; firstAt: Instant; lastAt: Instant }[] = [];
  for (const { at, proposal } of recent) {
    const hash = hashOf(proposal!);
    if (hash === null) continue;
    const group = groups.find((one) => hammingOf(one.leader, hash) <= FILLED_BITS);
    if (group) {
      group.hashes.push(hash);
      group.lastAt = at;
    } else groups.push({ leader: hash, hashes: [hash], firstAt: at, lastAt: at });
  }
  return groups.filter((group) => group.hashes.length >= TEMPLATE_LEAST)
    .map(({ hashes, firstAt, lastAt }) => ({ hash: majorityOf(hashes), firstAt, lastAt, proposals: hashes.length }))
    .sort((a, b) => b.proposals - a.proposals || (a.hash < b.hash ? -1 : 1))
    .slice(0, TEMPLATES_AT_MOST);
}

/** Hashes are made once a text: an assessment comes back to the same proposals day after day. */
const MEMO_AT_MOST = 100_000;
const memo = new Map<string, string | null>();

function hashOf(proposal: string): string | null {
  const known = memo.get(proposal);
  if (known !== undefined) return known;
  if (memo.size >= MEMO_AT_MOST) memo.clear();
  const hash = simHash(proposal);
  memo.set(proposal, hash);
  return hash;
}
