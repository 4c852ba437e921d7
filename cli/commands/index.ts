import type { TerminalCommand } from '../terminal';
import { assess } from './assess';
import { backup, restore } from './backup';
import { dbMigrate } from './db';
import { evaluate } from './evaluate';
import { exportLines } from './export';
import { importFile } from './import';
import { networksImport } from './networks';
import { pagesSet } from './pages';
import { policyBacktest } from './policy';
import { keyAdd, staffAdd } from './staff';
import { start } from './start';
import { verify } from './verify';
import { webhookSet } from './webhook';
import { worker } from './worker';

/** Every command of the terminal, by its words. */
export const COMMANDS: Readonly<Record<string, TerminalCommand>> = {
  start, worker,
  import: importFile,
  assess,
  export: exportLines,
  verify,
  evaluate,
  'networks import': networksImport,
  'staff add': staffAdd,
  'key add': keyAdd,
  'webhook set': webhookSet,
  'pages set': pagesSet,
  'policy backtest': policyBacktest,
  'db migrate': dbMigrate,
  'db backup': backup,
  'db restore': restore,
};
