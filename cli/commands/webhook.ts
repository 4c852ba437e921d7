import { setWebhook } from '@/lib/enforcement/commands/set-webhook';
import { OPERATOR } from '@/lib/staff/actor';
import { read, refused, result, type TerminalCommand } from '../terminal';

export const webhookSet: TerminalCommand = {
  usage: 'webhook set URL',
  help: `Says where orders to the platform go. The first time, the one line of JSON that it prints holds the signing secret, shown this
once; a changed address keeps its secret.`,
  async run(args) {
    const { positionals } = read(args, {}, { min: 1 });
    const set = await setWebhook(OPERATOR, { url: String(positionals[0]) });
    if (!set.ok) return refused(set);
    result(set.value);
    return 0;
  },
};
