/** Tries the bot of local mode as in Teams: `npm run playground:teams`. */
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { loadDotEnv } from '../src/environment.ts';
import { startPlayground } from '../src/local/playground.ts';
import { playgroundWelcome } from '../src/local/playground-welcome.ts';
import { fail, run } from '../src/run.ts';
import { StartFailure } from '../src/start-failure.ts';

const defaultPort = 56_150;

loadDotEnv();
const read = readConfig(process.env);
const notLaunched = 'L’essai dans l’Agents Playground n’a pas pu être lancé';
if (!read.ok) fail(read.errors, notLaunched);
const { config } = read;
const { as, port } = options();
const botUrl = `http://${config.host === '::1' ? '[::1]' : config.host}:${config.port}`;

await run(async (running) => {
  if (!config.local)
    throw new StartFailure(
      [
        'L’Agents Playground ne parle qu’au bot en mode local : retirez du fichier .env les identifiants Slack et Teams.',
      ],
      { what: notLaunched },
    );
  const playground = await startPlayground({ port, botUrl, ...(as !== undefined && { as }) });
  if (playground.missing) throw new StartFailure([playground.sentence], { what: notLaunched });
  running.use(playground);
  const botReady = await isAlive();
  process.stdout.write(playgroundWelcome({ ...playground, botUrl, botReady }));
  await playground.exited;
  if (!running.disposed)
    throw new StartFailure(['Relancez-le ; le bot, lui, n’est pas touché.'], {
      what: 'L’Agents Playground s’est arrêté',
    });
});

async function isAlive(): Promise<boolean> {
  const answer = await fetch(`${botUrl}/healthz`).catch(() => undefined);
  return answer?.ok === true;
}

function options(): { as?: string; port: number } {
  try {
    const { values } = parseArgs({ options: { as: { type: 'string' }, port: { type: 'string' } } });
    const asked = Number(values.port ?? defaultPort);
    if (!Number.isInteger(asked) || asked < 1 || asked > 65_535) throw new Error('port');
    return { port: asked, ...(values.as !== undefined && { as: values.as }) };
  } catch {
    return fail(
      [
        'Deux options seulement : --as <adresse e-mail> et --port <numéro>. Par exemple : npm run playground:teams -- --as karim.haddad@exemple.fr',
      ],
      notLaunched,
    );
  }
}
