/** Who is acting. Every command and every query is given one. */
export type Actor =
  | { kind: 'staff'; id: string; name: string; role: StaffRole }
  /** The platform, by one of its API keys. */
  | { kind: 'platform'; id: string; name: string; scopes: readonly Scope[] }
  /** An account holder, by the private page of one decision. */
  | { kind: 'holder'; id: string; page: string }
  /** A process of ours. */
  | { kind: 'machine'; id: 'worker' | 'server' }
  /** Whoever has the terminal and the database. */
  | { kind: 'operator'; id: 'terminal' }
  /** Nobody yet: may only try to sign in. */
  | { kind: 'visitor'; id: 'visitor' };

export const STAFF_ROLES = ['moderator', 'admin', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const SCOPES = ['events:write', 'assessments:read', 'decisions:read', 'appeals:write'] as const;
export type Scope = (typeof SCOPES)[number];

export const WORKER: Actor = { kind: 'machine', id: 'worker' };
export const OPERATOR: Actor = { kind: 'operator', id: 'terminal' };
export const VISITOR: Actor = { kind: 'visitor', id: 'visitor' };

export type Staff = Extract<Actor, { kind: 'staff' }>;

/** The name under which the ledger knows them. */
export function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'staff': return actor.name;
    case 'platform': return `the platform (${actor.name})`;
    case 'holder': return 'The holder';
    case 'machine': return 'Countersign';
    case 'operator': return 'The operator';
    case 'visitor': return 'Somebody not signed in';
  }
}
