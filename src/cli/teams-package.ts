/** `npm run package:teams`: the package that an administrator uploads to Microsoft Teams. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { type Console, type ExitStatus, say } from './console.ts';

const folder = new URL('../../manifest/teams/', import.meta.url);
/** Stands in the manifest wherever the address of the installation is to come. */
const placeholder = 'https://relais.exemple.fr';
/** The same settings give the same file, whatever the day: a zip keeps dates without a zone. */
const fileDate = '2020-01-01T00:00:00';

const manifestSchema = z.looseObject({
  bots: z.array(z.looseObject({})),
  composeExtensions: z.array(z.looseObject({})),
  developer: z.record(z.string(), z.string()),
});

export interface PackageFacts {
  /** The bot's application id in Entra. */
  readonly appId: string;
  /** Where Teams finds the bot, without a final slash. */
  readonly publicUrl: string;
}

type ReadFacts =
  | { readonly ok: true; readonly facts: PackageFacts }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Writes the package for the bot and the address that the environment names. */
export function packageTeams(console: Console, path: string): ExitStatus {
  const read = readFacts(console.environment);
  if (!read.ok) {
    say(console.complain, ...read.errors);
    return 2;
  }
  const { facts } = read;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, buildPackage(facts));
  } catch {
    say(console.complain, `Le fichier « ${path} » ne peut pas être écrit : vérifiez vos droits.`);
    return 1;
  }
  say(
    console.write,
    `Paquet Teams écrit : ${path}`,
    `Bot ${facts.appId}, que Teams appellera à l’adresse ${facts.publicUrl}/api/messages`,
    'Il reste à le charger dans le centre d’administration Teams : le pas à pas est dans docs/teams.md.',
  );
  return 0;
}

function readFacts(environment: Console['environment']): ReadFacts {
  const appId = environment.TEAMS_APP_ID?.trim() ?? '';
  const publicUrl = environment.PUBLIC_URL?.trim().replace(/\/+$/, '') ?? '';
  const errors = [faultOfId(appId), faultOfUrl(publicUrl)].flatMap((fault) => fault ?? []);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, facts: { appId, publicUrl } };
}

const idHelp =
  'copiez l’« ID d’application (client) » du bot, dans le portail Azure (docs/teams.md), dans le fichier .env.';
const urlHelp =
  'écrivez l’adresse publique du bot, par exemple PUBLIC_URL=https://relais.exemple.fr, dans le fichier .env.';

function faultOfId(id: string): string | undefined {
  if (id === '') return `TEAMS_APP_ID manque : ${idHelp}`;
  if (!z.guid().safeParse(id).success)
    return `TEAMS_APP_ID vaut « ${id} », qui n’est pas un identifiant : ${idHelp}`;
  return undefined;
}

/** Teams calls the bot from Microsoft's servers: over HTTPS, at a name of the Internet. */
function faultOfUrl(url: string): string | undefined {
  if (url === '') return `PUBLIC_URL manque : ${urlHelp}`;
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    return `PUBLIC_URL vaut « ${url} », qui n’est pas une adresse en https : ${urlHelp}`;
  if (!new URL(url).hostname.includes('.') || /^[\d.]+$/.test(new URL(url).hostname))
    return `PUBLIC_URL vaut « ${url} », que Teams ne peut pas joindre : ${urlHelp}`;
  return undefined;
}

/** Pure but for the files of `manifest/teams`: the bytes of the package. */
export function buildPackage(facts: PackageFacts): Uint8Array {
  const manifest = fillManifest(JSON.parse(readFile('manifest.json').toString('utf8')), facts);
  const files = {
    'manifest.json': strToU8(`${JSON.stringify(manifest, undefined, 2)}\n`),
    'color.png': readFile('color.png'),
    'outline.png': readFile('outline.png'),
  };
  return zipSync(files, { mtime: fileDate });
}

/** Addresses that an administrator wrote in the manifest in place of the placeholder stay. */
function fillManifest(template: unknown, { appId, publicUrl }: PackageFacts): object {
  const manifest = manifestSchema.parse(template);
  const withBot = (entry: object) => ({ ...entry, botId: appId });
  const addresses = Object.entries(manifest.developer).map(([name, value]) => [
    name,
    value.replace(placeholder, publicUrl),
  ]);
  return {
    ...manifest,
    id: appId,
    developer: Object.fromEntries(addresses),
    bots: manifest.bots.map(withBot),
    composeExtensions: manifest.composeExtensions.map(withBot),
    validDomains: [new URL(publicUrl).host],
  };
}

function readFile(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}
