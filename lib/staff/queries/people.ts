import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, staff, staffIdentities } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { StaffRole } from '../actor';

/** Everybody who works here, with how they sign in. */
export const people = query({
  name: 'ask.staff',
  input: z.object({}),
  async run({ db }) {
    const [rows, identities] = await Promise.all([db.select().from(staff).orderBy(asc(staff.addedAt)), db.select().from(staffIdentities)]);
    return granted(rows.map((row) => ({
      id: row.id, name: row.name, email: row.email, role: row.role as StaffRole, pseudonym: row.pseudonym,
      addedAt: row.addedAt, disabledAt: row.disabledAt, version: row.version, hasPassword: row.password !== null,
      providers: identities.filter((one) => one.staff === row.id).map((one) => one.issuer),
    })));
  },
});

/** API keys without their secrets. */
export const keys = query({
  name: 'ask.keys',
  input: z.object({}),
  async run({ db }) {
    const rows = await db.select({ id: apiKeys.id, name: apiKeys.name, scopes: apiKeys.scopes, createdAt: apiKeys.createdAt, revokedAt: apiKeys.revokedAt }).from(apiKeys).orderBy(asc(apiKeys.createdAt));
    return granted(rows);
  },
});
