import { z } from 'zod';
import { entry, type Change } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keyFor, keyProblems, normalKey, verbNamed, VERBS, type OwnKeys } from '../keys';
import { keepSettings, settingsOf } from './settings-record';

/** As a form sends them: a key by verb; a verb that is left empty goes back to its standard key. */
const ownKeys = z.record(z.string().max(64), z.string().max(40)).default({}).transform((written): OwnKeys =>
  Object.fromEntries(Object.entries(written).map(([id, key]) => [id, normalKey(key)]).filter(([id = '', key]) => key !== '' && key !== verbNamed(id)?.key)));

/**
 * Gives the person who asks their own keys, all at once, so that two verbs can change places. Refused by field (`keys.<verb>`) where
 * two verbs would have one key, or the key belongs to the browser or a screen reader.
 */
export const mapKeys = command({
  name: 'settings.mapKeys',
  input: z.object({ keys: ownKeys }).superRefine(({ keys }, context) => {
    for (const [id, message] of Object.entries(keyProblems(keys))) context.addIssue({ code: 'custom', path: ['keys', id], message });
  }),
  async run({ input: { keys }, actor, now, tx }) {
    const before = await settingsOf(tx, actor.id);
    const changes = VERBS.flatMap((verb): Change[] => {
      const [was, own] = [keyFor(verb, before.keys), keyFor(verb, keys)];
      return was === own ? [] : [{ field: verb.title, was, now: own }];
    });
    if (changes.length === 0) return refuse('invalid', 'Nothing would change: these are your keys already.');
    await keepSettings(tx, actor.id, { ...before, keys }, now);
    return done({ changed: changes.length }, entry('main', Object.keys(keys).length === 0 ? 'went back to the standard keys' : 'changed their own keys', { refs: { staff: actor.id }, changes }));
  },
});
