import type { Said } from '@/components/case/discussion';
import { sentenceOf } from '@/lib/audit/entry';
import type { ToldLine } from '@/lib/audit/queries/told-lines';
import type { CasePage } from '@/lib/cases/queries/case-page';

type Line = Pick<ToldLine, 'seq' | 'at' | 'actorKind' | 'actorName' | 'command' | 'says' | 'refusal' | 'covered'>;

/** Renewing a hold is no news; notes stand there themselves. */
const SILENT: ReadonlySet<string> = new Set(['case.renewLease', 'case.note']);
const MOST_LINES = 60;
/** Its lines tell when the evidence changed. */
const ASSESSED = 'accounts.assess';

/** What was said and done on a case, latest first. Refusals are for the audit, and so is what is covered: it may be one, and tells nothing. */
export function saidIn(page: { account: Pick<CasePage['account'], 'zone'>; notes: CasePage['notes'] }, lines: readonly Line[]): Said[] {
  const history = lines.filter((line) => line.refusal === null && line.covered === undefined && !SILENT.has(line.command)).slice(-MOST_LINES).map((line): Said => ({ kind: 'history', id: `line ${line.seq}`, at: line.at, sentence: `${sentenceOf(line).replace(/\.$/, '')}.`, ...(line.command === ASSESSED ? { there: page.account.zone } : {}) }));
  const notes = page.notes.map((one): Said => ({ kind: 'note', ...one }));
  return [...history, ...notes].sort((a, b) => b.at - a.at);
}
