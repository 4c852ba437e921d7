import type { Choice } from '@/components/ui/field';

export const ROLES: readonly Choice[] = [
  { value: 'moderator', label: 'Moderator: triages, proposes, hears appeals' },
  { value: 'admin', label: 'Admin: also countersigns and manages' },
  { value: 'auditor', label: 'Auditor: reads and verifies' },
];
