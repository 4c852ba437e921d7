import { HELP } from './demo-help.mjs';
import { prepare } from './prepare.mjs';

if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
  process.stdout.write(HELP);
  process.exit(0);
}
await prepare({ install: true });
await import('./launch/demo.ts');
