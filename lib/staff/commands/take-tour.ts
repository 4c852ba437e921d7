import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { keepSettings, settingsOf } from './settings-record';

const SAYS = { running: 'took up the tour', left: 'left the tour', done: 'went through the tour' } as const;

/** Begins, resumes, leaves or ends the tour of the person who asks. Steps between are not entered: `step` is where it was left or goes on. */
export const takeTour = command({
  name: 'settings.takeTour',
  input: z.object({ state: z.enum(['running', 'left', 'done']), step: z.coerce.number().int().min(0).max(100).default(0) }),
  async run({ input, actor, now, tx }) {
    const before = await settingsOf(tx, actor.id);
    const tour = { state: input.state, step: input.state === 'done' ? 0 : input.step };
    await keepSettings(tx, actor.id, { ...before, tour }, now);
    return done(tour, entry('main', `${SAYS[input.state]}${input.state === 'left' ? ` at step ${tour.step + 1}` : ''}`, { refs: { staff: actor.id }, changes: [{ field: 'tour', was: before.tour.state, now: tour.state }] }));
  },
});
