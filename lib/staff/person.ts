import { z } from 'zod';
import { sha256Hex } from '../kernel/canonical';
import { text } from '../kernel/input';
import type { Instant } from '../kernel/instant';
import { STAFF_ROLES, type Staff, type StaffRole } from './actor';

/** Somebody who works in the console. */
export type Person = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  pseudonym: string;
  epoch: number;
  disabledAt: Instant | null;
};

/** What a person needs to be added. At least 12 characters, as NIST SP 800-63B asks of passwords that stand alone (8) and a little more. */
export const PASSWORD_MIN = 12;
export const newPerson = z.object({
  name: text('Give the name by which colleagues know this person.', { max: 100 }),
  email: z.string().trim().toLowerCase().pipe(z.email('Give an e-mail address.')),
  role: z.enum(STAFF_ROLES, { error: 'Choose moderator, admin or auditor.' }),
  password: z.string().min(PASSWORD_MIN, `Give at least ${PASSWORD_MIN} characters.`).max(200).optional(),
  /** Whether the console offers its tour at their first sign-in. */
  tour: z.boolean().default(true),
});

/** Words that hardly anybody is called: whoever comes to work here later should not meet their own. Names that were given stay. */
const OUTSIDE_NAMES = ['Bracken', 'Cobble', 'Drift', 'Estuary', 'Furrow', 'Glade', 'Gorse', 'Hedgerow', 'Inlet', 'Knoll', 'Larch', 'Lichen', 'Moraine', 'Nettle', 'Outcrop', 'Pebble', 'Poplar', 'Quill', 'Sorrel', 'Tarn', 'Thicket', 'Umber', 'Upland', 'Yarrow'];

/**
 * The stable name under which outsiders know a member of staff: drawn from the id, with a number once names run out. `names` are what people
 * here are really called: none of them is used, or it would point at somebody, perhaps at its own bearer.
 */
export function pseudonymFor(id: string, taken: readonly string[], names: readonly string[]): string {
  const real = new Set(names.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u)));
  const unreal = OUTSIDE_NAMES.filter((name) => !real.has(name.toLowerCase()));
  const outside = unreal.length > 0 ? unreal : OUTSIDE_NAMES;
  const start = Number.parseInt(sha256Hex(id).slice(0, 8), 16) % outside.length;
  for (let round = 0; ; round += 1) {
    for (let step = 0; step < outside.length; step += 1) {
      const name = outside[(start + step) % outside.length] + (round === 0 ? '' : ` ${round + 1}`);
      if (!taken.includes(name)) return name;
    }
  }
}

export function actorOf(person: Pick<Person, 'id' | 'name' | 'role'>): Staff {
  return { kind: 'staff', id: person.id, name: person.name, role: person.role };
}

export function isDisabled(person: Pick<Person, 'disabledAt'>): boolean {
  return person.disabledAt !== null;
}
