import { MINUTE } from '../kernel/instant';

/** Failed sign-ins that are forgiven within the window: for one e-mail, and for one address behind which many people may sit. */
export const THROTTLE = { windowMs: 15 * MINUTE, perEmail: 5, perAddress: 30 } as const;

export function isThrottled(failures: { email: number; address: number }): boolean {
  return failures.email >= THROTTLE.perEmail || failures.address >= THROTTLE.perAddress;
}
