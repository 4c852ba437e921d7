import { and, asc, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import { cases, rings } from '../../../db/schema';
import type { Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Band } from '../../risk/assessment';
import { gateOf } from '../case';
import { caseName, caseOf, type CaseRow } from '../commands/case-record';
import { MOST_CLAIMED } from '../queue';

/** One of the cases that are to be claimed, in the order in which they were chosen. */
export type ClaimLine = {
  caseId: string; case: string; account: string; name: string; band: Band;
  gate: Gate;
  /** Free cases of its ring, which are claimed along with it. */
  along: readonly { case: string; name: string }[];
  ring: string | null;
  /** The case before it that brings it along. */
  comesWith: string | null;
};

/** What claiming these cases would take, one after the other, and why some of them are not to be had. Whatever is no case any more is left out. */
export const claimPlan = query({
  name: 'ask.queue',
  input: z.object({ cases: z.array(z.string().max(64)).max(1_000) }),
  async run({ input, actor, now, db }) {
    const ids = [...new Set(input.cases)];
    if (ids.length === 0) return refuse('invalid', 'Choose at least one case in the queue.');
    if (ids.length > MOST_CLAIMED) return refuse('invalid', `At most ${MOST_CLAIMED} cases are claimed at once: nobody reads more in one lease. Choose fewer.`);
    const rows = await db.select().from(cases).where(inArray(cases.id, ids));
    const inRings = [...new Set(rows.flatMap(({ ring }) => ring ?? []))];
    const [mates, named] = inRings.length === 0 ? [[], []] : await Promise.all([
      db.select().from(cases).where(and(inArray(cases.ring, inRings), ne(cases.status, 'settled'))).orderBy(asc(cases.id)),
      db.select({ id: rings.id, name: rings.name }).from(rings).where(inArray(rings.id, inRings)),
    ]);
    const nameOf = new Map(named.map(({ id, name }) => [id, name]));
    const leads = new Map<string, string>();
    const gate = (row: CaseRow) => gateOf(caseOf(row), 'claim', actor, now);
    const lines = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []).map((row): ClaimLine => {
      const comesWith = leads.get(row.id) ?? null;
      const takes = comesWith === null && gate(row).state === 'open' ? mates.filter((mate) => mate.ring === row.ring && mate.id !== row.id && !leads.has(mate.id) && gate(mate).state === 'open') : [];
      for (const mate of takes) leads.set(mate.id, caseName(row));
      return {
        caseId: row.id, case: caseName(row), account: row.account, name: nameIn(row), band: row.band as Band, gate: gate(row), comesWith,
        along: takes.map((mate) => ({ case: caseName(mate), name: nameIn(mate) })), ring: row.ring === null ? null : (nameOf.get(row.ring) ?? null),
      };
    });
    return granted({ lines });
  },
});

const nameIn = ({ accountName, account }: CaseRow): string => accountName ?? account;
