/** Composition root: config → database → pacts → sample → conversation → platforms → scheduler. */
import { type Logger, pino } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { assembleBot, type Bot } from './bot.ts';
import { type Config, type LocalConfig, readConfig } from './config.ts';
import { parisDay } from './domain/paris-time.ts';
import { defaultCalendar } from './files/pact-defaults.ts';
import { calendarRoute } from './http/calendar-route.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { noticeRoutes } from './http/notices.ts';
import { type HttpServer, startHttp } from './http/server.ts';
import { loadPacts } from './load-pacts.ts';
import { openLocalClock } from './local/clock.ts';
import { clockRoute } from './local/clock-route.ts';
import { startLocal } from './local/start-local.ts';
import { visitAlong } from './local/visit-due.ts';
import { welcome, workspaceLost } from './local/welcome.ts';
import { awaitTeams, connectSlack, connectTeams, NotConnected } from './platforms/connect.ts';
import type { SlackPlatform } from './platforms/slack/app.ts';
import type { TeamsPlatform } from './platforms/teams/app.ts';
import { reportProcesses } from './reports/report-process.ts';
import { fail, run } from './run.ts';
import { startTick } from './scheduler/tick.ts';
import { cannotListen, cannotOpenDatabase, portInUse, StartFailure } from './start-failure.ts';
import { type Db, openDatabase } from './store/database.ts';
import { newId } from './store/new-id.ts';
import { readPact } from './store/pacts.ts';

interface Parts {
  readonly config: Config;
  readonly logger: Logger;
  readonly http: HttpServer;
  readonly db: Db;
  readonly running: AsyncDisposableStack;
}

interface Started {
  readonly clock: () => string;
  readonly bot: Bot;
  readonly slack?: SlackPlatform;
  readonly teams?: TeamsPlatform;
  readonly sayReady: () => void;
}

const read = readConfig(process.env);
if (read.ok) await run((running) => start(read.config, running));
else fail(read.errors);

async function start(config: Config, running: AsyncDisposableStack): Promise<void> {
  const destination = pino.destination({ fd: 2, sync: true });
  const logger = pino({ level: config.logLevel, base: null }, destination);
  /** What is configured, until it is there. */
  const missing = new Map<string, () => boolean>([['migrations', () => true]]);
  if (config.slack || config.local) missing.set('slack', () => true);
  if (config.teams) missing.set('teams', () => true);
  const { host, port, local, databasePath } = config;
  const names = () => [...missing].flatMap(([name, isMissing]) => (isMissing() ? [name] : []));
  const http = await startHttp({
    host,
    port,
    local: local !== undefined,
    missing: names,
    logger,
  }).catch((error: unknown) => {
    throw cannotListen(host, port, error);
  });
  running.use(http);

  const db = await openDatabase(databasePath).catch((error: unknown) => {
    throw cannotOpenDatabase(databasePath, error);
  });
  running.defer(() => db.destroy());
  missing.delete('migrations');

  const parts = { config, logger, http, db, running };
  const { bot, clock, slack, teams, sayReady } = local
    ? await startLocally(parts, local)
    : await startForReal(parts);
  http.routes.use(calendarRoute(db, clock));
  if (slack) missing.set('slack', () => !slack.ready());
  else missing.delete('slack');
  if (teams) missing.set('teams', () => !teams.ready());
  // Stopped before the platforms: what is being sent is finished while they are still there.
  running.use(bot.delivery);
  running.use(startTick({ clock, jobs: bot.jobs, logger }));
  for (const platform of [slack, teams]) if (platform) bot.connect(platform.messenger);
  // Stopped first as well: nothing new reaches what is being stopped.
  running.use(http);
  sayReady();
}

async function startForReal({ config, logger, http, db, running }: Parts): Promise<Started> {
  const clock = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
  await loadPacts({ db, now: clock(), file: config.pactFile, withPast: false });
  const pact = await readPact(db);
  // The Teams manifest links to them.
  if (config.teams && pact) http.routes.use(noticeRoutes(pact.definition));
  const reports = running.use(reportProcesses(config.databasePath)).make;
  const metrics = measured(http, db, clock);
  const bot = assembleBot({ db, clock, logger, reports, metrics, ...published(config) });
  const sayReady = (): void => logger.info({ url: http.url }, 'ready');
  const common = { httpRouter: http.routes, conversation: bot.conversation, logger };
  const { slack, teams: credentials } = config;
  const teamsParts = { db, clock, currentCard: bot.currentCard };
  return {
    ...{ bot, clock, sayReady },
    ...(slack && { slack: running.use(await connected(connectSlack({ ...slack, ...common }))) }),
    ...(credentials && {
      teams: running.use(await connected(connectTeams({ ...common, ...teamsParts, credentials }))),
    }),
  };
}

function measured(http: HttpServer, db: Db, clock: () => string): Metrics {
  const metrics = createMetrics(db, clock);
  http.routes.use(metrics.routes);
  return metrics;
}

async function startLocally(parts: Parts, local: LocalConfig): Promise<Started> {
  const { config, logger, http, db, running } = parts;
  const onError = (error: unknown): void => {
    const name = error instanceof Error ? error.name : typeof error;
    logger.error({ error: name }, 'the clock could not go where it was sent');
  };
  const startAt = local.clock === undefined ? {} : { startAt: local.clock };
  // What falls due on the way is done in its order, and its messages have left before the next.
  const visitDue = visitAlong({
    calendar: async () => (await readPact(db))?.definition.calendar ?? defaultCalendar,
    nextReminder: () => bot.nextReminder(),
    work: async (instant) => {
      for (const job of bot.jobs) await job.run(instant);
    },
  });
  const clock = running.use(await openLocalClock({ db, onError, visitDue, ...startAt }));
  const { now } = clock;
  // The sample tells of the year from its first day.
  const trackedFrom = `${parisDay(now()).slice(0, 4)}-01-01`;
  await loadPacts({ db, now: now(), file: config.pactFile, withPast: true, trackedFrom });
  http.routes.use(clockRoute(clock));
  const reports = running.use(reportProcesses(config.databasePath)).make;
  const told = { local: clock, reports, metrics: measured(http, db, now), ...published(config) };
  const bot = assembleBot({ db, clock: now, logger, ...told });
  const { conversation } = bot;
  const teams = running.use(
    awaitTeams({
      ...{ httpRouter: http.routes, conversation, logger, db },
      ...{ clock: now, currentCard: bot.currentCard, localUrl: http.url },
    }),
  );
  const { slackPort } = local;
  const { workspace, sample } = await startLocal({
    db,
    newId,
    logger,
    now: now(),
    slackPort,
  });
  const sayReady = (): void => {
    const facts = { workspace, httpUrl: http.url, now: now(), ...(sample && { sample }) };
    process.stdout.write(welcome(facts));
  };
  if (workspace.missing) {
    if (workspace.reason === 'portInUse') throw portInUse('LOCAL_SLACK_PORT', slackPort);
    return { bot, clock: now, teams, sayReady };
  }
  running.use(workspace);
  const { botToken, appToken, apiUrl } = workspace;
  const tokens = { botToken, appToken, apiUrl, refillForms: true, limits: {} };
  const slack = running.use(await connected(connectSlack({ ...tokens, conversation, logger })));
  workspace.exited.then(() => {
    if (!running.disposed) process.stdout.write(workspaceLost());
  });
  return { bot, clock: now, slack, teams, sayReady };
}

function published({ publicUrl }: Config): { publicUrl?: string } {
  return publicUrl === undefined ? {} : { publicUrl };
}

function connected<Platform>(connecting: Promise<Platform>): Promise<Platform> {
  return connecting.catch((error: unknown) => {
    throw error instanceof NotConnected
      ? new StartFailure([error.sentence], { cause: error })
      : error;
  });
}
