import type { Measure } from '../measure';
import { ask } from './ask';
import { closure } from './closure';
import { dismiss } from './dismiss';
import { payoutHold } from './payout-hold';
import { restriction } from './restriction';
import { stepUp } from './step-up';
import { suspension } from './suspension';
import { watch } from './watch';

/** The ladder, lightest first. */
export const MEASURES: readonly Measure[] = [dismiss, watch, ask, stepUp, payoutHold, restriction, suspension, closure];
