import { text } from 'node:stream/consumers';
import { OPERATOR, SCOPES, STAFF_ROLES, type Scope, type StaffRole } from '@/lib/staff/actor';
import { addKey } from '@/lib/staff/commands/add-key';
import { addStaff } from '@/lib/staff/commands/add-staff';
import { read, refused, result, Usage, type TerminalCommand } from '../terminal';

export const staffAdd: TerminalCommand = {
  usage: 'staff add --name NAME --email EMAIL --role ROLE [--password-stdin] [--no-tour]',
  help: `Adds a person who may sign in. ROLE is ${STAFF_ROLES.join(', ')}.
--password-stdin reads a password of at least 12 characters from standard input; without it the person signs in by OpenID Connect.
--no-tour: the console does not offer its tour at their first sign-in.
Prints the person as one line of JSON.`,
  async run(args) {
    const { values } = read(args, { name: { type: 'string' }, email: { type: 'string' }, role: { type: 'string' }, 'password-stdin': { type: 'boolean' }, 'no-tour': { type: 'boolean' } });
    if (!values.name || !values.email || !values.role) throw new Usage('--name, --email and --role are needed');
    const password = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
    const added = await addStaff(OPERATOR, { name: values.name, email: values.email, role: values.role as StaffRole, password, tour: !values['no-tour'] });
    if (!added.ok) return refused(added);
    result(added.value);
    return 0;
  },
};

export const keyAdd: TerminalCommand = {
  usage: 'key add --name NAME --scopes SCOPE[,SCOPE…]',
  help: `Makes an API key for the platform. Scopes: ${SCOPES.join(', ')}.
Prints one line of JSON; the secret in it is shown this once.`,
  async run(args) {
    const { values } = read(args, { name: { type: 'string' }, scopes: { type: 'string' } });
    if (!values.name || !values.scopes) throw new Usage('--name and --scopes are needed');
    const added = await addKey(OPERATOR, { name: values.name, scopes: values.scopes.split(',').map((scope) => scope.trim()) as Scope[] });
    if (!added.ok) return refused(added);
    result(added.value);
    return 0;
  },
};
