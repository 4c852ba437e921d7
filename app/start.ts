import type { StaffRole } from '@/lib/staff/actor';

/** Where somebody's work begins: the queue, and the ledger for those who read only. */
export const startFor = (role: StaffRole): string => (role === 'auditor' ? '/audit' : '/queue');
