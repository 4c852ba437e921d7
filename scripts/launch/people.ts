import { randomBytes } from 'node:crypto';
import { program, type Crew, type Env } from './crew';
import { Trouble } from './steps';

export type Person = { name: string; role: 'moderator' | 'admin' | 'auditor'; email: string; password: string };
export type StaffRecord = Person & { state: 'planned' | 'asked' | 'added' };

const CAST = { Ada: 'moderator', Ben: 'moderator', Cleo: 'admin', Iris: 'admin', Dov: 'auditor' } as const;
const SCOPES = 'events:write,assessments:read,decisions:read,appeals:write';

/** The demo people with fresh passwords, not yet added anywhere. */
export function planPeople(): StaffRecord[] {
  return Object.entries(CAST).map(([name, role]) => ({ name, role, email: `${name.toLowerCase()}@worklane.example`, password: randomBytes(12).toString('base64url'), state: 'planned' }));
}

/**
 * Adds whoever is not added yet. Each state is kept before and after the asking, so that a person whose addition was
 * interrupted is either added now or known to be there already, with the same password. `tour`: whether the console offers them its tour.
 * `terminal`: how a command of the terminal is started, here and below.
 */
export async function addPeople(crew: Crew, env: Env, people: StaffRecord[], keep: () => void, { tour, terminal = program.terminal }: { tour: boolean; terminal?: typeof program.terminal }): Promise<void> {
  for (const person of people.filter(({ state }) => state !== 'added')) {
    const before = person.state;
    person.state = 'asked';
    keep();
    const command = terminal('staff', 'add', '--name', person.name, '--email', person.email, '--role', person.role, '--password-stdin', ...(tour ? [] : ['--no-tour']));
    const { code, words } = await crew.run(command, { env, input: person.password });
    if (code !== 0 && before !== 'asked') throw new Trouble(`${person.name} could not be added.\n${words}`);
    person.state = 'added';
    keep();
  }
}

/** Points orders at an address on this machine; the secret they are signed with is told once. */
export async function setWebhook(crew: Crew, env: Env, port: number, terminal = program.terminal): Promise<string | null> {
  const output = await crew.must('countersign webhook set', terminal('webhook', 'set', `http://127.0.0.1:${port}/`), { env });
  return (JSON.parse(output) as { secret: string | null }).secret;
}

/** A key with which a platform sends events, reads assessments and decisions, and takes appeals. */
export async function addKey(crew: Crew, env: Env, name: string, terminal = program.terminal): Promise<string> {
  const output = await crew.must('countersign key add', terminal('key', 'add', '--name', name, '--scopes', SCOPES), { env });
  const { secret } = JSON.parse(output) as { secret?: string };
  if (!secret) throw new Trouble('countersign key add gave no secret.');
  return secret;
}
