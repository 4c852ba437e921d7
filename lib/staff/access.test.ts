import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../db/client';
import { policyFor, staffFor } from '../../db/factories';
import { sandbox } from '../../db/sandbox';
import type { Command } from '../kernel/command';
import type { Question } from '../kernel/query';
import type { RefusalCode } from '../kernel/refusal';
import type { Result } from '../kernel/result';
import { OPERATOR, SCOPES, VISITOR, WORKER, type Actor } from './actor';
import { PERMISSIONS, QUESTIONS, type CommandName, type QuestionName, type Who } from './permissions';

/**
 * The access matrix: everything that can be done or asked, by everybody who could try. The door is asked before what comes through
 * it, so a text where an object belongs tells the two apart: `invalid` for those who may, a closed door for all others.
 */
const JUNK = 'no such input';
const LIB = join(import.meta.dirname, '..');

sandbox();

const ACTORS: Record<string, { actor: Actor; as: readonly Who[] }> = {
  'an operator': { actor: OPERATOR, as: ['operator'] },
  'the worker': { actor: WORKER, as: ['machine'] },
  'the server': { actor: { kind: 'machine', id: 'server' }, as: ['machine'] },
  'a visitor': { actor: VISITOR, as: ['visitor'] },
  'a holder': { actor: { kind: 'holder', id: 'acc_1', page: 'page_1' }, as: ['holder'] },
  'a key without scopes': { actor: { kind: 'platform', id: 'key_none', name: 'none', scopes: [] }, as: [] },
};
for (const scope of SCOPES) ACTORS[`a key for ${scope}`] = { actor: { kind: 'platform', id: `key_${scope}`, name: scope, scopes: [scope] }, as: [`platform:${scope}`] };

type Any = { label: string; name: string; allowed: readonly Who[]; kind: 'command' | 'question'; call(actor: Actor, input: unknown): Promise<Result<unknown>> };
const everything: Any[] = [];

beforeAll(async () => {
  await policyFor();
  for (const role of ['moderator', 'admin', 'auditor'] as const) ACTORS[`a${role === 'moderator' ? '' : 'n'} ${role}`] = { actor: await staffFor(role), as: [role] };
  for (const chapter of readdirSync(LIB, { withFileTypes: true })) {
    for (const folder of ['commands', 'queries'] as const) {
      if (!chapter.isDirectory()) continue;
      for (const file of filesIn(join(LIB, chapter.name, folder))) {
        const loaded = await import(join(LIB, chapter.name, folder, file)) as Record<string, unknown>;
        for (const [label, made] of Object.entries(loaded)) {
          if (isCommand(made)) everything.push({ label, name: made.command, allowed: PERMISSIONS[made.command], kind: 'command', call: (actor, input) => made(actor, input as never) });
          if (isQuestion(made)) everything.push({ label, name: made.question, allowed: QUESTIONS[made.question], kind: 'question', call: (actor, input) => made(actor, input as never) });
        }
      }
    }
  }
});

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.fixture.ts'));
  } catch {
    return [];
  }
}
const isCommand = (made: unknown): made is Command<never, unknown> => typeof made === 'function' && 'command' in made;
const isQuestion = (made: unknown): made is Question<never, unknown> => typeof made === 'function' && 'question' in made;

const codeOf = (result: Result<unknown>): RefusalCode | 'done' => (result.ok ? 'done' : result.code);

test('every permission belongs to a command or a question, and every command and question to a permission', () => {
  const commands = everything.filter((one) => one.kind === 'command').map((one) => one.name);
  expect(commands.toSorted()).toEqual(Object.keys(PERMISSIONS).toSorted());
  expect([...new Set(everything.filter((one) => one.kind === 'question').map((one) => one.name))].toSorted()).toEqual(Object.keys(QUESTIONS).toSorted());
});

describe.each(['an operator', 'the worker', 'the server', 'a visitor', 'a holder', 'a key without scopes', ...SCOPES.map((scope) => `a key for ${scope}`), 'a moderator', 'an admin', 'an auditor'])('%s', (who) => {
  test('is let in where the permissions say so, and nowhere else', async () => {
    const { actor, as } = ACTORS[who]!;
    const closed = actor.kind === 'visitor' ? 'not-signed-in' : 'not-allowed';
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    for (const one of everything) {
      const key = `${one.name} (${one.label})`;
      expected[key] = as.some((each) => one.allowed.includes(each)) ? 'invalid' : closed;
      found[key] = codeOf(await one.call(actor, JUNK));
    }
    expect(found).toEqual(expected);
  });

  test('leaves a line for every command at whose door it was turned away', async () => {
    const { actor, as } = ACTORS[who]!;
    const closed = everything.filter((one) => one.kind === 'command' && !as.some((each) => one.allowed.includes(each))).map((one) => one.name);
    const { rows } = await reading().execute<{ command: string }>(sql`select command from ledger_entries where actor = ${actor.id} and refusal in ('not-allowed', 'not-signed-in') order by command`);
    expect(rows.map((row) => row.command)).toEqual(closed.toSorted());
  });
});

/** What the product promises about roles, said once more beside the table that keeps it. */
describe('the permissions themselves', () => {
  const commandsOf = (who: Who): CommandName[] => (Object.keys(PERMISSIONS) as CommandName[]).filter((name) => (PERMISSIONS[name] as readonly Who[]).includes(who));
  const questionsOf = (who: Who): QuestionName[] => (Object.keys(QUESTIONS) as QuestionName[]).filter((name) => (QUESTIONS[name] as readonly Who[]).includes(who));

  test('an auditor changes no case, account or policy', () => {
    expect(commandsOf('auditor').toSorted()).toEqual(['account.reveal', 'assessments.export', 'decisions.export', 'enclosure.open', 'inbox.read', 'inbox.readAll', 'ledger.export', 'ledger.verify', 'queue.changeView', 'queue.removeView', 'queue.saveView', 'queue.setLayout', 'settings.change', 'settings.mapKeys', 'settings.takeTour']);
  });

  test('an auditor reads whatever anybody on the staff reads, but for the bytes of uploads and the trays of those who decide', () => {
    const staff = new Set([...questionsOf('moderator'), ...questionsOf('admin')]);
    for (const name of ['ask.upload', 'ask.tray'] as const) staff.delete(name);
    for (const name of staff) expect(questionsOf('auditor')).toContain(name);
  });

  test('a moderator neither countersigns nor appoints, and whatever a moderator may an admin may', () => {
    for (const name of ['decision.countersign', 'staff.add', 'staff.change', 'key.add', 'key.revoke', 'webhook.set', 'webhook.rotate', 'delivery.replay', 'pages.set'] as const) expect(commandsOf('moderator')).not.toContain(name);
    for (const name of commandsOf('moderator')) expect(commandsOf('admin')).toContain(name);
  });

  test('nobody on the staff does what the product does by itself', () => {
    for (const name of ['case.expireLeases', 'case.wake', 'order.issue', 'delivery.settle', 'accounts.assess', 'ledger.checkpoint', 'addresses.blank'] as const) for (const role of ['moderator', 'admin', 'auditor'] as const) expect(commandsOf(role)).not.toContain(name);
  });

  test('the worker and the terminal judge nobody', () => {
    for (const who of ['machine', 'operator'] as const) for (const name of commandsOf(who)) expect(name).not.toMatch(/^(decision\.|appeal\.|case\.(claim|note|release|renew)|holder)/);
  });

  test('outsiders have exactly their own doors', () => {
    expect(commandsOf('visitor').toSorted()).toEqual(['staff.bindIdentity', 'staff.signIn']);
    expect(questionsOf('visitor').toSorted()).toEqual(['ask.bearer', 'ask.door', 'ask.health', 'ask.session']);
    expect([...commandsOf('holder'), ...questionsOf('holder')].toSorted()).toEqual(['appeal.file', 'ask.holderPage', 'holder.answer']);
    expect(Object.fromEntries(SCOPES.map((scope) => [scope, [...commandsOf(`platform:${scope}`), ...questionsOf(`platform:${scope}`)]]))).toEqual({
      'events:write': ['events.receive'], 'assessments:read': ['ask.assessments'], 'decisions:read': ['ask.decisions'], 'appeals:write': ['appeal.file'],
    });
  });
});
