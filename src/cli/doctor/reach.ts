/** Whether the bot answers, the platforms take its credentials, and the clock is right. */
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { count } from '../../french/plural.ts';
import { type Finding, toDo, toKnow, well } from './finding.ts';

/** Where credentials are tried; tests have servers of their own. */
export interface Reach {
  readonly slackApi: string;
  readonly microsoftLogin: string;
}

export const theirServers: Reach = {
  slackApi: 'https://slack.com/api/',
  microsoftLogin: 'https://login.microsoftonline.com/',
};

const patienceMs = 5000;
/** Slack and Microsoft refuse what is signed five minutes away from their own clock. */
const clockSkewMinutes = 2;

interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Milliseconds by which this computer is ahead. */
  readonly ahead: number | undefined;
}

async function ask(url: string, init: RequestInit = {}): Promise<Reply | undefined> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
    const theirs = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      body: await response.json().catch(() => undefined),
      ahead: Number.isNaN(theirs) ? undefined : Date.now() - theirs,
    };
  } catch {
    return undefined;
  }
}

const readinessSchema = z.object({ missing: z.array(z.string()).default([]) });

/** The bot of these settings, by its own account. */
export async function botFinding({ host, port }: Config): Promise<Finding> {
  const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  const reply = await ask(`${url}/readyz`);
  const read = readinessSchema.safeParse(reply?.body);
  if (!reply || !read.success)
    return toDo(
      `Le bot ne répond pas à l’adresse ${url} : démarrez-le (npm start, ou son service).`,
    );
  if (reply.status === 200) return well(`Le bot tourne et il est prêt, à l’adresse ${url}.`);
  return toDo(
    `Le bot tourne, mais il lui manque : ${read.data.missing.join(', ')}. S’il vient de démarrer, attendez une minute ; sinon, lisez son journal.`,
  );
}

/** Tries the credentials of each platform that is configured, and tells the time by them. */
export async function platformFindings(config: Config, reach: Reach): Promise<readonly Finding[]> {
  const replies = await Promise.all([slack(config, reach), teams(config, reach)]);
  const found = replies.flatMap((one) => one ?? []);
  const ahead = found.flatMap((one) => one.ahead ?? [])[0];
  return [...found.map(({ finding }) => finding), ...clockFinding(ahead)];
}

interface Tried {
  readonly finding: Finding;
  readonly ahead: number | undefined;
}

const slackSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

async function slack({ slack: settings }: Config, reach: Reach): Promise<Tried | undefined> {
  if (!settings) return undefined;
  const url = `${settings.apiUrl ?? reach.slackApi}auth.test`;
  const reply = await ask(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.botToken}` },
  });
  const read = slackSchema.safeParse(reply?.body);
  const how = settings.appToken ? 'Socket Mode' : 'HTTP signé';
  return { finding: slackFinding(read.data, how), ahead: reply?.ahead };
}

function slackFinding(said: z.output<typeof slackSchema> | undefined, how: string): Finding {
  if (!said)
    return toDo('Slack ne répond pas : vérifiez la sortie HTTPS de ce serveur vers slack.com.');
  return said.ok
    ? well(`Slack accepte le jeton du bot (espace « ${said.team ?? '?'} », ${how}).`)
    : toDo(
        `Slack refuse le jeton du bot (${said.error ?? '?'}) : vérifiez SLACK_BOT_TOKEN et l’application (docs/slack.md).`,
      );
}

const tokenSchema = z.object({ access_token: z.string() });
const refusalSchema = z.object({ error: z.string() });

async function teams({ teams: settings }: Config, reach: Reach): Promise<Tried | undefined> {
  if (!settings) return undefined;
  const reply = await ask(`${reach.microsoftLogin}${settings.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.appId,
      client_secret: settings.appPassword,
      scope: 'https://api.botframework.com/.default',
    }),
  });
  return { finding: teamsFinding(reply?.body), ahead: reply?.ahead };
}

function teamsFinding(body: unknown): Finding {
  if (tokenSchema.safeParse(body).success) return well('Microsoft accepte les identifiants Teams.');
  const refusal = refusalSchema.safeParse(body);
  return refusal.success
    ? toDo(
        `Microsoft refuse les identifiants Teams (${refusal.data.error}) : vérifiez TEAMS_APP_ID, TEAMS_TENANT_ID et la date de fin du secret TEAMS_APP_PASSWORD (docs/teams.md).`,
      )
    : toDo(
        'Microsoft ne répond pas : vérifiez la sortie HTTPS de ce serveur vers login.microsoftonline.com.',
      );
}

function clockFinding(ahead: number | undefined): readonly Finding[] {
  if (ahead === undefined) return [];
  const minutes = Math.round(ahead / 60_000);
  if (Math.abs(minutes) < clockSkewMinutes) return [well('L’horloge de ce serveur est à l’heure.')];
  const way = minutes > 0 ? 'avance' : 'retarde';
  return [
    toDo(
      `L’horloge de ce serveur ${way} de ${count(Math.abs(minutes), 'minute', 'minutes')} : réglez-la (timedatectl set-ntp true), sans quoi des messages sont refusés et les rappels partent à côté.`,
    ),
  ];
}

/** What is configured, and what follows from it. */
export function settingFindings({ slack, teams, local, publicUrl }: Config): readonly Finding[] {
  if (local)
    return [
      toKnow(
        'Mode local : personnes fictives, aucun identifiant de messagerie. Ce mode n’est pas fait pour un serveur.',
      ),
    ];
  const served = [...(slack ? ['Slack'] : []), ...(teams ? ['Teams'] : [])].join(' et ');
  return [
    well(`Messagerie configurée : ${served}.`),
    ...(publicUrl
      ? [well(`Adresse publique : ${publicUrl}`)]
      : [
          (teams ? toDo : toKnow)(
            'PUBLIC_URL n’est pas renseignée : les agendas partent en fichiers, et le paquet Teams ne peut pas être fait.',
          ),
        ]),
  ];
}
