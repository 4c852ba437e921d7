import { handlers } from '@/lib/staff/adapters/session';

export const { GET, POST } = handlers;
