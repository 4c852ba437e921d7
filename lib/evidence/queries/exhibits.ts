import type { Database, Tx } from '../../../db/client';
import { historyFor } from '../../enrichment/queries/histories';
import type { Policy } from '../../policy/policy';
import type { Assessment } from '../../risk/assessment';
import type { Exhibit } from '../exhibit';
import { exhibitsFrom } from '../panels';
import { panelGiven } from './panel-given';

/** Every panel's finished content as the page shows it, for the packet that is sealed at a proposal: as of the assessment, over the usual range. */
export async function exhibitsOf(db: Database | Tx, account: string, assessment: Assessment, policy: Policy): Promise<Exhibit[]> {
  const given = await panelGiven(db, account, assessment, await historyFor(db, account, assessment.assessedAt, policy));
  return given === null ? [] : exhibitsFrom(given);
}
