import type { Scene } from './scene';
import type { Who } from './screens';

export const ROLES = { moderator: 'Ben', admin: 'Cleo', auditor: 'Dov' } as const satisfies Record<string, Who>;
export type Role = keyof typeof ROLES;
export const STAFF: readonly Role[] = ['moderator', 'admin', 'auditor'];
export const ALL = 'everybody';

/** Every screen of the gallery, as its own page lists them. */
export const GALLERY = ['parts', 'queue', 'queue-empty', 'inbox', 'inbox-empty', 'case', 'case-quiet', 'tray', 'exhibits', 'opened', 'search', 'keys', 'review', 'ring', 'rings', 'policy', 'policy-draft', 'policy-signal', 'hearing', 'audit', 'office', 'account', 'appeal', 'door', 'settings', 'tour', 'first-event'];

/**
 * Every page of the product. `sees`: what stands on it for whoever may see it. `acts`: whose buttons change something there. Ben has
 * touched nothing; Ada, who proposed, is no part of this table.
 */
export const SCREENS: Record<string, { at: (scene: Scene) => string; sees: RegExp; may: readonly Role[] | typeof ALL; acts: Partial<Record<Role, RegExp>> }> = {
  '(console)/queue': { at: () => '/queue', sees: /Everything open/, may: STAFF, acts: { moderator: /Take the next best|Claim and open/, admin: /Take the next best|Claim and open/, auditor: /^Save the view$/ } },
  '(console)/queue/claim': { at: ({ held }) => `/queue/claim?cases=${held.caseId}`, sees: /None of these is to be had/, may: STAFF, acts: {} },
  // As it stands once a change has been tried out: only then is there something to save.
  '(console)/queue/settings': { at: () => '/queue/settings?due.act=23&due.review=72&due.watch=168', sees: /How the queue is worked/, may: STAFF, acts: { admin: /Set the queue so/ } },
  '(console)/inbox': { at: () => '/inbox', sees: /What came to you/, may: STAFF, acts: { admin: /Mark all as read/ } },
  '(console)/cases/[caseId]': { at: ({ held }) => `/cases/${held.caseId}`, sees: /Ada holds this case/, may: STAFF, acts: { moderator: /Keep the note/, admin: /Keep the note/ } },
  '(console)/accounts/[accountId]': { at: ({ held }) => `/accounts/${held.account}`, sees: /Held Hale/, may: STAFF, acts: { moderator: /Into the tray/, admin: /Into the tray/ } },
  '(console)/reviews': { at: () => '/reviews', sees: /Waiting for a second person/, may: STAFF, acts: {} },
  '(console)/reviews/[decisionId]': { at: ({ review }) => `/reviews/${review.decision}`, sees: /sealed/i, may: STAFF, acts: { admin: /Commit my verdict/ } },
  '(console)/reviews/waves/[waveId]': { at: ({ wave }) => `/reviews/waves/${wave.id}`, sees: /2 accounts/, may: STAFF, acts: { admin: /Commit my verdict/ } },
  '(console)/appeals': { at: () => '/appeals', sees: /Settled Sable/, may: STAFF, acts: {} },
  '(console)/appeals/[appealId]': { at: ({ settled }) => `/appeals/${settled.appeal}`, sees: /The second laptop is mine/, may: STAFF, acts: { moderator: /Take it to hear it/, admin: /Take it to hear it/ } },
  '(console)/bulk': { at: () => '/bulk', sees: /Nothing lies in your tray/, may: ['moderator', 'admin'], acts: {} },
  '(console)/deliveries': { at: () => '/deliveries', sees: /All deliveries/, may: STAFF, acts: { admin: /Keep the address|Change the address/ } },
  '(console)/deliveries/[deliveryId]': { at: ({ settled }) => `/deliveries/${settled.notice}`, sees: /Private address/, may: STAFF, acts: { moderator: /Open the holder’s page/, admin: /Send once more/ } },
  '(console)/imports': { at: () => '/imports', sees: /scene\.ndjson/, may: STAFF, acts: { admin: /Preview/ } },
  '(console)/imports/[importId]': { at: ({ file }) => `/imports/${file}`, sees: /scene\.ndjson/, may: STAFF, acts: { admin: /Run it/ } },
  '(console)/audit': { at: () => '/audit', sees: /Checkpoints/, may: STAFF, acts: {} },
  '(console)/audit/[chain]': { at: ({ held }) => `/audit/case:${held.caseId}`, sees: /claimed the case/, may: STAFF, acts: {} },
  '(console)/policy': { at: () => '/policy', sees: /In force/, may: STAFF, acts: { admin: /Begin a draft/ } },
  '(console)/policy/versions/[version]': { at: () => '/policy/versions/1', sees: /Standard policy/, may: STAFF, acts: {} },
  '(console)/policy/signals/[signal]': { at: () => '/policy/signals/D3', sees: /Other hands after the check/, may: STAFF, acts: {} },
  '(console)/policy/learning': { at: () => '/policy/learning', sees: /What settled cases say of the weights/, may: STAFF, acts: {} },
  '(console)/policy/drafts/[draftId]': { at: ({ draft }) => `/policy/drafts/${draft}`, sees: /Bands, tried out/, may: STAFF, acts: { admin: /Keep|Try/ } },
  '(console)/policy/drafts/[draftId]/moves': { at: ({ draft }) => `/policy/drafts/${draft}/moves`, sees: /Accounts that move/, may: STAFF, acts: {} },
  '(console)/rings': { at: () => '/rings', sees: /Rings/, may: STAFF, acts: {} },
  '(console)/rings/[ringId]': { at: ({ ring }) => `/rings/${ring}?measure=suspension`, sees: /Members/i, may: STAFF, acts: { moderator: /Propose for/, admin: /Propose for/ } },
  '(console)/staff': { at: () => '/staff', sees: /ada@worklane\.example/, may: ['admin', 'auditor'], acts: { admin: /^Add$/ } },
  '(console)/keys': { at: () => '/keys', sees: /e2e/, may: ['admin', 'auditor'], acts: { admin: /Make the key/ } },
  '(console)/settings': { at: () => '/settings', sees: /Your keys/, may: STAFF, acts: { moderator: /Keep these keys/, admin: /Keep these keys/, auditor: /Keep these keys/ } },
  '(door)/sign-in': { at: () => '/sign-in', sees: /For staff that an admin has added|Everything open|Checkpoints/, may: ALL, acts: {} },
  '(public)/appeal/[token]': { at: ({ settled }) => settled.holderPage, sees: /restrict/i, may: ALL, acts: {} },
  'gallery': { at: () => '/gallery', sees: /Every view in its states/, may: ALL, acts: {} },
  'gallery/[screen]': { at: () => '/gallery/door', sees: /Sign in/, may: ALL, acts: {} },
  '(start)': { at: () => '/', sees: /For staff that an admin has added|Everything open|Checkpoints/, may: ALL, acts: {} },
};
