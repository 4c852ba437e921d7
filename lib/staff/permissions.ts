import type { Actor, Scope, StaffRole } from './actor';

export type Who = StaffRole | 'holder' | 'machine' | 'operator' | 'visitor' | `platform:${Scope}`;

const MODERATORS = ['moderator', 'admin'] as const;
const STAFF = ['moderator', 'admin', 'auditor'] as const;

/**
 * Who may do what: one line a command, one line a question. The name is permission, audit verb and test name at once.
 * Auditors read everything; their commands change no case, account or policy.
 */
export const PERMISSIONS = {
  // Commands
  'events.receive': ['platform:events:write', 'machine', 'operator'],
  'import.start': ['admin', 'operator'],
  'import.run': ['admin'],
  'import.discard': ['admin'],
  'import.advance': ['machine', 'operator'],
  'import.finish': ['machine', 'operator'],
  'networks.import': ['admin', 'operator'],
  'rarity.rebuild': ['machine', 'operator'],
  'accounts.assess': ['machine', 'operator'],
  'accounts.refresh': ['machine', 'operator'],
  'accounts.setAside': ['machine'],
  'addresses.blank': ['machine', 'operator'],
  'case.open': MODERATORS,
  'case.claim': MODERATORS,
  'case.claimNext': MODERATORS,
  'case.renewLease': MODERATORS,
  'case.release': MODERATORS,
  'case.handOn': MODERATORS,
  'case.expireLeases': ['machine'],
  'case.wake': ['machine'],
  'case.note': MODERATORS,
  'inbox.read': STAFF,
  'inbox.readAll': STAFF,
  'tray.fill': MODERATORS,
  'tray.empty': MODERATORS,
  'queue.saveView': STAFF,
  'queue.changeView': STAFF,
  'queue.removeView': STAFF,
  'queue.shareView': ['admin'],
  'queue.setLayout': STAFF,
  'queue.change': ['admin'],
  'queue.apply': ['machine'],
  'account.reveal': STAFF,
  'decision.propose': MODERATORS,
  'decision.countersign': ['admin'],
  'decision.lift': MODERATORS,
  'decision.withdraw': MODERATORS,
  'decision.uncover': ['admin'],
  'wave.propose': MODERATORS,
  'wave.countersign': ['admin'],
  'wave.lift': MODERATORS,
  'wave.withdraw': MODERATORS,
  'order.issue': ['machine'],
  'delivery.settle': ['machine'],
  'delivery.replay': ['admin'],
  'mailbox.open': MODERATORS,
  'webhook.set': ['admin', 'operator'],
  'webhook.rotate': ['admin', 'operator'],
  'holder.answer': ['holder'],
  'enclosure.open': STAFF,
  'enclosures.remove': ['machine', 'operator'],
  'appeal.file': ['holder', 'platform:appeals:write'],
  'appeal.take': MODERATORS,
  'appeal.giveBack': MODERATORS,
  'appeal.grant': MODERATORS,
  'appeal.refuse': MODERATORS,
  'ledger.checkpoint': ['machine', 'operator'],
  'ledger.verify': ['auditor', 'admin', 'operator'],
  'ledger.export': ['auditor', 'operator'],
  'assessments.export': ['auditor', 'admin', 'operator'],
  'decisions.export': ['auditor', 'operator'],
  'pages.set': ['admin', 'operator'],
  'staff.add': ['admin', 'operator'],
  'staff.change': ['admin', 'operator'],
  'staff.signIn': ['visitor'],
  'staff.bindIdentity': ['visitor'],
  'settings.change': STAFF,
  'settings.mapKeys': STAFF,
  'settings.takeTour': STAFF,
  'key.add': ['admin', 'operator'],
  'key.revoke': ['admin', 'operator'],
  'policy.install': ['machine', 'operator'],
  'policy.startDraft': ['admin'],
  'policy.editDraft': ['admin'],
  'policy.updateDraft': ['admin'],
  'policy.proposeDraft': ['admin'],
  'policy.returnDraft': ['admin'],
  'policy.countersign': ['admin'],
  'policy.withdrawDraft': ['admin'],
  'policy.shadowDraft': ['admin'],
  'policy.followShadow': ['machine', 'operator'],
  'policy.draftLearnt': ['admin'],
  'backtest.start': ['admin', 'operator'],
  'backtest.advance': ['machine', 'operator'],
  'backtest.cancel': ['admin', 'operator'],
  'reports.count': ['machine', 'operator'],
  'signals.demote': ['machine', 'operator'],
} as const satisfies Record<string, readonly Who[]>;

export const QUESTIONS = {
  'ask.queue': STAFF,
  'ask.case': STAFF,
  'ask.inbox': STAFF,
  'ask.tray': MODERATORS,
  'ask.evidence': STAFF,
  'ask.account': STAFF,
  'ask.reviews': STAFF,
  'ask.appeals': STAFF,
  'ask.deliveries': STAFF,
  'ask.parcel': ['machine'],
  'ask.imports': STAFF,
  'ask.upload': ['machine', 'admin'],
  'ask.ledger': ['operator', ...STAFF],
  'ask.staff': ['admin', 'auditor'],
  'ask.settings': STAFF,
  'ask.keys': ['admin', 'auditor'],
  'ask.policy': ['operator', ...STAFF],
  'ask.rings': STAFF,
  'ask.search': STAFF,
  'ask.counts': STAFF,
  'ask.assessments': ['platform:assessments:read', 'operator', ...STAFF],
  'ask.decisions': ['platform:decisions:read', 'operator', ...STAFF],
  'ask.decisionExport': ['auditor', 'admin', 'operator'],
  'ask.holderPage': ['holder'],
  'ask.session': ['visitor'],
  'ask.door': ['visitor'],
  'ask.bearer': ['visitor'],
  'ask.health': ['visitor', 'machine', 'operator', ...STAFF],
} as const satisfies Record<string, readonly Who[]>;

export type CommandName = keyof typeof PERMISSIONS;
export type QuestionName = keyof typeof QUESTIONS;

/** May this actor do or ask it at all? Conflicts of interest on one case are rules of their chapters, asked afterwards. */
export function may(actor: Actor, name: CommandName | QuestionName): boolean {
  const allowed: readonly Who[] = name in PERMISSIONS ? PERMISSIONS[name as CommandName] : QUESTIONS[name as QuestionName];
  switch (actor.kind) {
    case 'staff': return allowed.includes(actor.role);
    case 'platform': return actor.scopes.some((scope) => allowed.includes(`platform:${scope}`));
    default: return allowed.includes(actor.kind);
  }
}
