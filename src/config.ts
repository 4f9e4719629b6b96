/**
 * The environment, read into typed values. Everything wrong is said at once, in French, with what
 * to write instead. Without Slack and without Teams credentials, the bot runs in local mode.
 */
import { z } from 'zod';
import { isDay } from './domain/days.ts';
import { defaultDatabasePath } from './environment.ts';

interface SlackConfig {
  readonly botToken: string;
  /** Socket Mode; wins over the signing secret. */
  readonly appToken?: string;
  /** Signed HTTP on `/slack/events`. */
  readonly signingSecret?: string;
  readonly apiUrl?: string;
}

interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
}

export interface LocalConfig {
  /** Port of the Slack-like workspace; 0 takes any free one. */
  readonly slackPort: number;
  /** Paris time at which the clock starts, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
  readonly clock?: string;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export interface Config {
  readonly databasePath: string;
  readonly pactFile: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where people's calendars find the bot, without a final slash. */
  readonly publicUrl?: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
  /** Local mode: present when no platform is configured. */
  readonly local?: LocalConfig;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly errors: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const slackNames = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;
const teamsNames = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const;
const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value <= 65_535)
    .default(fallback);

const url = z.url({ protocol: /^https?$/ });

const variables = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: url.transform((value) => (value.endsWith('/') ? value : `${value}/`)).optional(),
  TEAMS_APP_ID: z.string().optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_TENANT_ID: z.string().optional(),
  DATABASE_PATH: z.string().default(defaultDatabasePath),
  PACT_FILE: z.string().default('pacts/herault-2022-2025.yaml'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(3978),
  PUBLIC_URL: url.transform((value) => value.replace(/\/+$/, '')).optional(),
  LOG_LEVEL: z.enum(logLevels).optional(),
  LOCAL_SLACK_PORT: port(3100),
  RELAIS_CLOCK: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/)
    .refine((value) => isDay(value.slice(0, 10)))
    .optional(),
});

type Variables = z.output<typeof variables>;

const portRule = 'doit être un numéro de port, de 0 à 65535 (0\u00a0: un port libre).';
const urlRule = 'doit être une adresse complète, par exemple https://relais.exemple.fr.';

/** What to write, by variable: said when the value given cannot be understood. */
const rules: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN:
    'doit commencer par «\u00a0xoxb-\u00a0»\u00a0: copiez le «\u00a0Bot User OAuth Token\u00a0» de la page «\u00a0OAuth & Permissions\u00a0» de l’application Slack.',
  SLACK_APP_TOKEN:
    'doit commencer par «\u00a0xapp-\u00a0»\u00a0: copiez l’«\u00a0App-Level Token\u00a0» de la page «\u00a0Basic Information\u00a0» de l’application Slack.',
  SLACK_API_URL: urlRule,
  PORT: portRule,
  LOCAL_SLACK_PORT: portRule,
  PUBLIC_URL: urlRule,
  LOG_LEVEL: `doit être l’un de ces mots\u00a0: ${logLevels.join(', ')}.`,
  RELAIS_CLOCK:
    'doit être une date ou une date et une heure de Paris, par exemple 2027-03-01 ou 2027-03-01T09:00.',
};

/** Pure: reads an environment, or says everything that is wrong with it. */
export function readConfig(environment: Environment): ReadConfig {
  // A variable left empty in a `.env` file is a variable that is not set.
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value?.trim() ? [[name, value.trim()] as const] : [],
    ),
  );
  const read = variables.safeParse(given);
  const faulty = new Set(read.error?.issues.map((issue) => String(issue.path[0])));
  const errors = [
    ...[...faulty].map((name) => `${name} ${rules[name] ?? 'ne se lit pas.'}`),
    ...inconsistencies(given),
  ];
  return read.success && errors.length === 0
    ? { ok: true, config: toConfig(read.data) }
    : { ok: false, errors };
}

function isLocal(given: Environment): boolean {
  return [...slackNames, ...teamsNames].every((name) => given[name] === undefined);
}

/** What no variable shows alone. */
function inconsistencies(given: Environment): readonly string[] {
  const errors: string[] = [];
  const [bot, app, secret] = slackNames.map((name) => given[name]);
  if (bot && !app && !secret)
    errors.push(
      'SLACK_BOT_TOKEN ne suffit pas\u00a0: ajoutez SLACK_APP_TOKEN (Socket Mode, aucun accès depuis Internet n’est nécessaire) ou SLACK_SIGNING_SECRET (Slack appelle alors /slack/events).',
    );
  if (!bot && (app || secret))
    errors.push(
      'SLACK_BOT_TOKEN manque\u00a0: ajoutez-le, ou retirez SLACK_APP_TOKEN et SLACK_SIGNING_SECRET pour le mode local.',
    );
  const missing = teamsNames.filter((name) => given[name] === undefined);
  if (missing.length > 0 && missing.length < teamsNames.length)
    errors.push(
      `Pour Teams, il manque ${missing.join(' et ')}\u00a0: renseignez ${teamsNames.join(', ')} ensemble, ou aucune des trois.`,
    );
  if (isLocal(given)) errors.push(...localInconsistencies(given));
  else if (given.RELAIS_CLOCK !== undefined)
    errors.push(
      'RELAIS_CLOCK ne sert qu’en mode local\u00a0: retirez-la, ou retirez les identifiants Slack et Teams.',
    );
  return errors;
}

function localInconsistencies(given: Environment): readonly string[] {
  const errors: string[] = [];
  if (given.HOST !== undefined && !loopbackHosts.includes(given.HOST))
    errors.push(
      `HOST vaut «\u00a0${given.HOST}\u00a0»\u00a0: en mode local, tout le monde peut agir au nom de tous, et le bot n’écoute donc que cet ordinateur. Écrivez HOST=127.0.0.1, ou renseignez les identifiants Slack ou Teams.`,
    );
  if (given.SLACK_API_URL !== undefined)
    errors.push(
      'SLACK_API_URL ne sert pas en mode local\u00a0: retirez-la, ou renseignez SLACK_BOT_TOKEN.',
    );
  const slackPort = given.LOCAL_SLACK_PORT ?? '3100';
  if (slackPort !== '0' && slackPort === (given.PORT ?? '3978'))
    errors.push(
      `PORT et LOCAL_SLACK_PORT valent tous deux ${slackPort}\u00a0: donnez-leur deux numéros différents.`,
    );
  return errors;
}

function toConfig(read: Variables): Config {
  const slack = read.SLACK_BOT_TOKEN && {
    botToken: read.SLACK_BOT_TOKEN,
    ...(read.SLACK_APP_TOKEN && { appToken: read.SLACK_APP_TOKEN }),
    ...(read.SLACK_SIGNING_SECRET && { signingSecret: read.SLACK_SIGNING_SECRET }),
    ...(read.SLACK_API_URL && { apiUrl: read.SLACK_API_URL }),
  };
  const teams = read.TEAMS_APP_ID &&
    read.TEAMS_APP_PASSWORD &&
    read.TEAMS_TENANT_ID && {
      appId: read.TEAMS_APP_ID,
      appPassword: read.TEAMS_APP_PASSWORD,
      tenantId: read.TEAMS_TENANT_ID,
    };
  const local = !slack && !teams;
  return {
    databasePath: read.DATABASE_PATH,
    pactFile: read.PACT_FILE,
    host: read.HOST,
    port: read.PORT,
    ...(read.PUBLIC_URL && { publicUrl: read.PUBLIC_URL }),
    // At the terminal of local mode, what people read is the start-up message.
    logLevel: read.LOG_LEVEL ?? (local ? 'warn' : 'info'),
    ...(slack && { slack }),
    ...(teams && { teams }),
    ...(local && {
      local: {
        slackPort: read.LOCAL_SLACK_PORT,
        ...(read.RELAIS_CLOCK && { clock: read.RELAIS_CLOCK }),
      },
    }),
  };
}
