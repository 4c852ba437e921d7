import { prepare } from './prepare.mjs';

await prepare({ install: false });
await import('./launch/countersign.ts');
