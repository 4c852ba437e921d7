import { program } from './crew';
import { openHome } from './database';
import { portFor, productEnv, startProduct, untilOneEnds } from './run-product';
import { say, step } from './steps';
import { untilStopped } from './until-stopped';

await untilStopped(async ({ crew, onStop, isUp }) => {
  const port = await portFor(process.env.PORT);
  const home = await step('Starting the database', async () => {
    const opened = await openHome();
    onStop(opened.close);
    return opened;
  });
  const env = { ...productEnv(home.databaseUrl, home.data, port), COUNTERSIGN_GALLERY: '1' };
  await step('Bringing the database up to date', () => crew.must('countersign db migrate', program.terminal('db', 'migrate'), { env }));
  const running = await step('Starting worker and server', () => startProduct(crew, env, 'dev'));
  isUp();
  say(`\nDevelopment server: ${env.COUNTERSIGN_URL} (the gallery is at /gallery). Ctrl-C stops it.`);
  return untilOneEnds(running);
});
