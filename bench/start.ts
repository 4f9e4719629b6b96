/** Starts the bot on the file and the Slack given, says that it is ready, and stops with its input. */
import { once } from 'node:events';
import { startRelais } from './relais.ts';

const [path, apiUrl] = process.argv.slice(2);
if (path === undefined || apiUrl === undefined) throw new Error('start.ts PATH API_URL');
await using _relais = await startRelais(path, apiUrl);
process.stdout.write(JSON.stringify({ rss: process.memoryUsage.rss() }));
process.stdin.resume();
await once(process.stdin, 'end');
