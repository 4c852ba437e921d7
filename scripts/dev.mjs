import { prepare } from './prepare.mjs';

await prepare({ install: true });
await import('./launch/dev.ts');
