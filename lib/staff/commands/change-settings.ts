import { z } from 'zod';
import { entry, type Change } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { DENSITIES, MOTIONS, THEMES, type Settings } from '../settings';
import { keepSettings, settingsOf } from './settings-record';

type Told = Pick<Settings, 'theme' | 'density' | 'motion' | 'foldReports' | 'letters'>;

const WORDS: Readonly<Record<keyof Told, (value: string | boolean) => [field: string, value: string]>> = {
  theme: (value) => ['theme', String(value)],
  density: (value) => ['rows of the queue', String(value)],
  motion: (value) => ['motion', String(value)],
  foldReports: (value) => ['texts of reports', value ? 'folded' : 'shown'],
  letters: (value) => ['single keys', value ? 'on' : 'off'],
};

/** Changes how the console looks and listens for the person who asks; what is not told stays. Answers the settings as they now are. */
export const changeSettings = command({
  name: 'settings.change',
  input: z.object({
    theme: z.enum(THEMES, { error: 'Choose system, light or dark.' }).optional(),
    density: z.enum(DENSITIES, { error: 'Choose roomy or dense.' }).optional(),
    motion: z.enum(MOTIONS, { error: 'Choose system or reduced.' }).optional(),
    foldReports: z.stringbool().optional(),
    letters: z.stringbool().optional(),
  }),
  async run({ input, actor, now, tx }) {
    const before = await settingsOf(tx, actor.id);
    const after: Settings = { ...before, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) };
    const changes = (Object.keys(WORDS) as (keyof Told)[]).flatMap((name): Change[] => {
      if (before[name] === after[name]) return [];
      const [field, now] = WORDS[name](after[name]);
      return [{ field, was: WORDS[name](before[name])[1], now }];
    });
    if (changes.length === 0) return refuse('invalid', 'Nothing would change: this is how it is already.');
    await keepSettings(tx, actor.id, after, now);
    return done(after, entry('main', 'changed their own settings', { refs: { staff: actor.id }, changes }));
  },
});
