import { z } from 'zod';
import { entry, type Entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { mayWithdrawWave } from '../wave';
import { withdrawProposal } from './take-effect';
import { lockProposed, openWave } from './wave-record';

/**
 * Withdraws a wave while nobody has read it: all of its proposals in one act, so that no reader meets a part of it. Each case is its
 * proposer's again, and each has its line.
 */
export const withdrawWave = command({
  name: 'wave.withdraw',
  input: z.object({ wave: z.string().max(80), words: text('Say why you withdraw it.', { max: 2_000 }) }),
  async run({ input, actor, now, tx }) {
    const wave = await openWave(tx, input.wave);
    if (!wave) return refuse('not-found');
    const waiting = (await lockProposed(tx, input.wave, now)).filter(({ status }) => status === 'proposed');
    const gate = mayWithdrawWave(actor, wave.row, { waiting: waiting.length, isRead: wave.readings.length > 0, isWithdrawn: wave.withdrawn });
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    const lines: Entry[] = [];
    for (const { row, decision } of waiting) {
      const back = await withdrawProposal(tx, row, decision, { words: input.words }, actor, now);
      if (!back.ok) return back;
      lines.push(back.line);
    }
    await announce(tx, 'reviews', input.wave);
    return done({ wave: input.wave, accounts: waiting.map(({ decision }) => decision.account) }, entry('main', `withdrew a wave before anybody had read it: ${waiting.length} proposals`, {
      refs: { ring: wave.row.ring, wave: input.wave }, changes: waiting.map(({ decision }) => ({ field: decision.account, was: 'proposed', now: 'withdrawn' })),
    }), ...lines);
  },
});
