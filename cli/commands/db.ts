import { read, refused, say, type TerminalCommand } from '../terminal';
import { bringUpToDate } from '../up-to-date';

export const dbMigrate: TerminalCommand = {
  usage: 'db migrate',
  help: 'Brings the database to this version and puts the standard policy in force where none is. Harmless to repeat.\nThe embedded database is brought there by every command; a server of your own only by this one.',
  bare: true,
  async run(args) {
    read(args, {});
    const refusal = await bringUpToDate();
    if (refusal) return refused(refusal);
    say('The database is up to date.');
    return 0;
  },
};
