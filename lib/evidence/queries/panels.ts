import { z } from 'zod';
import { historyFor } from '../../enrichment/queries/histories';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { contentOf, type DrawnPanel, type PanelContent } from '../panels';
import type { PanelGiven, Range } from '../panels/given';
import { lifeOf, type LifeStrip } from '../panels/life';
import { linksAround } from '../panels/links';
import { whoOf, type Who } from '../panels/who';
import { linksGiven, panelGiven } from './panel-given';
import { standingOf } from './standing';

/** What the dossier shows of an account as of its latest assessment. Everything is read at once; each part is made when it is asked for, so that one that fails takes no other with it. */
export type Evidence = {
  /** One panel over a stretch of time, null for the usual one. */
  panel(id: DrawnPanel, range: Range | null): PanelContent;
  /** The lanes of the whole life, for the drawing that moves while somebody brushes; null where nothing can be laid side by side. */
  life(): LifeStrip | null;
  /** Who the account is, and what a measure would touch. */
  who(): Who;
};

/** The evidence on an account, read once for all panels of a page. */
export const evidence = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string() }),
  async run({ input, db }) {
    const [assessment, policy] = await Promise.all([standingOf(db, input.account), policyInForce(db)]);
    const given = assessment === null ? null : await panelGiven(db, input.account, assessment, historyFor(db, input.account, assessment.assessedAt, policy));
    if (given === null) return refuse('not-found', 'Nothing is known of this account.');
    const make = makerOf(given);
    return granted<Evidence>({
      panel: (id, range) => make(`${id} ${range?.from} ${range?.to}`, () => contentOf(id, range === null ? given : { ...given, range })),
      life: () => make('life', () => lifeOf(given)), who: () => make('who', () => whoOf(given)),
    });
  },
});

/** What was made of the same readings: a page is made anew after every act on it, and most acts change no evidence. */
const made = new WeakMap<PanelGiven, Map<string, unknown>>();
/** Some ranges of all panels. */
const MOST_MADE = 60;

function makerOf(given: PanelGiven): <Part>(name: string, make: () => Part) => Part {
  const parts = made.get(given) ?? new Map<string, unknown>();
  made.set(given, parts);
  return <Part>(name: string, make: () => Part): Part => {
    if (!parts.has(name)) {
      if (parts.size >= MOST_MADE) parts.clear();
      parts.set(name, make());
    }
    return parts.get(name) as Part;
  };
}

/** What another account shares, for whoever follows the links on to it. */
export const linksOf = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string().max(200) }),
  async run({ input, db, now }) {
    const found = await linksGiven(db, input.account, now);
    return found === null ? refuse('not-found', 'Nothing is known of this account.') : granted(linksAround(found));
  },
});
