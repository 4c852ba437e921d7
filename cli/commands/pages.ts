import { setPlatformPages } from '@/lib/evidence/commands/set-platform-pages';
import { OPERATOR } from '@/lib/staff/actor';
import { read, refused, result, type TerminalCommand } from '../terminal';

export const pagesSet: TerminalCommand = {
  usage: 'pages set [--account URL] [--contract URL] [--client URL]',
  help: `Says where the platform's own pages are, for links out of the console: https addresses with {id} where the id goes, as in
https://platform.example/people/{id}. What is left out leads nowhere from then on.`,
  async run(args) {
    const { values } = read(args, { account: { type: 'string' }, contract: { type: 'string' }, client: { type: 'string' } });
    const set = await setPlatformPages(OPERATOR, values);
    if (!set.ok) return refused(set);
    result(set.value);
    return 0;
  },
};
