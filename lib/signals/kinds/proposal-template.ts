import { TEMPLATE_DAYS, TEMPLATE_LEAST } from '../../links/template';
import { abstains, found, quiet } from '../reading';
import { tieExplanation, tieTo } from '../sharing';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';

const ACCOUNTS = 3;
/** More accounts than this write from it: rather a tool or a course than a crew. [T] */
const MANY = 10;

/**
 * C6. Ten or more proposals within 30 days that are filled from one template, which at least two more accounts fill ten or more from within 30 days of
 * it (SimHash of what each account's proposals have in common within 3 of 64 bits; whole texts, common phrases are not taken out). A template of more
 * than 50 accounts is a tool and is left out.
 * Source: US advisory of 16 May 2022 (the same bid templates across accounts); domain.md section 2.
 */
export const proposalTemplate: Signal = {
  id: 'C6',
  version: 1,
  title: 'Proposals from a template that other accounts use',
  family: 'content',
  halfLifeDays: 60,
  weight: 1.9,
  exhibit: 'diff',
  innocent: ['A bidding tool or a writing assistant', 'A template from a course or a job centre', 'One agency that bids for its people'],
  decides: 'Where the template comes from, and who sends the proposals',
  declarations: ['agency'],
  read(given) {
    const { history, neighbourhood } = given;
    const written = history.bids.filter((each) => each.proposal !== null);
    if (written.length < TEMPLATE_LEAST) return abstains(`${TEMPLATE_LEAST} proposals with their text`);
    const judged = neighbourhood.templates.map((template) => {
      const others = template.others.filter((each) => each.proposals >= TEMPLATE_LEAST).map((each) => ({ ...each, ...tieTo(given, neighbourhood.neighbours.get(each.account) ?? null) }));
      const outside = others.filter((each) => each.tie === null);
      return { template, counted: accountsIn(outside) >= ACCOUNTS - 1 ? outside : others };
    });
    const best = judged.filter((each) => accountsIn(each.counted) >= ACCOUNTS - 1).sort((a, b) => accountsIn(b.counted) - accountsIn(a.counted) || b.template.lastAt - a.template.lastAt || (a.template.hash < b.template.hash ? -1 : 1))[0];
    if (best === undefined || best.template.lastAt > given.asOf) return quiet;
    const accounts = accountsIn(best.counted) + 1;
    const explained: (Explanation | null)[] = [tieExplanation(best.counted), accounts > MANY ? { kind: 'many_alike', share: 0.5, words: `${accounts} accounts write from this template; it may come from a tool.`, evidence: [] } : null];
    return found(proposalTemplate, {
      llr: graded(accounts, ACCOUNTS, 7, 1.1, 1.9),
      quality: sureness(best.template.proposals, TEMPLATE_LEAST),
      firstAt: best.template.firstAt,
      lastAt: best.template.lastAt,
      value: { accounts, proposals: best.template.proposals, days: TEMPLATE_DAYS },
      words: `${best.template.proposals} proposals follow a template that ${accounts - 1} other accounts fill as well.`,
      evidence: written.filter((each) => each.at >= best.template.firstAt && each.at <= best.template.lastAt).slice(-10).map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function accountsIn(others: readonly { account: string }[]): number {
  return new Set(others.map((each) => each.account)).size;
}
