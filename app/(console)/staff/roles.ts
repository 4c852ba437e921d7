import type { Choice } from '@/components/ui/field';

export const ROLES: readonly Choice[] = [{ value: 'moderator', label: 'Moderator' }, { value: 'admin', label: 'Admin' }, { value: 'auditor', label: 'Auditor' }];

/** What each of them does, under the choice. */
export const ROLES_SAY = 'A moderator triages, proposes and hears appeals; an admin also countersigns and manages; an auditor reads and verifies.';
