export { WORLD_KINDS, type WorldKind } from '../parameters';
export { writeWorld } from '../write-world';
export { evaluationOf, rowsOf, type Evaluation, type Row } from './evaluate';
export { pooledOf } from './pooled';
export { openBench, type Bench } from './product';
export { pooledTableOf, tableOf, type Cost } from './table';
export { eventsFile, missingIn, readWorld, truthFile } from './world-files';
