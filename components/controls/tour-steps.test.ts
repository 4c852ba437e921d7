import { expect, test } from 'vitest';
import { SCREENS } from '@/app/(console)/navigation';
import { may } from '@/lib/staff/permissions';
import { STAFF_ROLES, type Staff } from '@/lib/staff/actor';
import { tourFor } from './tour-steps';

test('the tour of each role begins where its work begins, and leads to no screen and no act that it has not', () => {
  for (const role of STAFF_ROLES) {
    const somebody: Staff = { kind: 'staff', id: 'staff_one', name: 'Somebody', role };
    const steps = tourFor(role);
    expect(steps[0]?.at, role).toBe(role === 'auditor' ? 'audit' : 'queue');
    for (const { at } of steps) if (at !== 'case' && at !== 'anywhere') expect(may(somebody, SCREENS.find(({ href }) => href === `/${at}`)!.question), `${role} at ${at}`).toBe(true);
    expect(steps.some(({ target }) => target.includes('.claim')), role).toBe(may(somebody, 'case.claim'));
    expect(steps.some(({ at }) => at === 'reviews'), role).toBe(may(somebody, 'decision.countersign'));
  }
});
