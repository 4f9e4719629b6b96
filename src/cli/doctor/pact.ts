/** The pact that is followed, the chargée de mission, and where she is written to. */

import { readPactFile } from '../../files/pact-file.ts';
import { plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { roleLabel } from '../../french/terms.ts';
import { platformNames } from '../../platforms/names.ts';
import { accountsOf } from '../../store/accounts.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import { type Pact, readPact } from '../../store/pacts.ts';
import { findPerson, type Person } from '../../store/people.ts';
import { officerChannel } from '../../use-cases/choose-channel.ts';
import { type Finding, type Look, toDo, toKnow, well } from './finding.ts';

export async function pactFindings(look: Look): Promise<readonly Finding[]> {
  const pact = await readPact(look.db);
  if (!pact)
    return [toDo('Aucun pacte n’est chargé. Démarrez le bot : il charge celui de PACT_FILE.')];
  return [
    ...pactFinding(look, pact),
    ...(await officerFindings(look, pact)),
    await channelFinding(look),
    ...(await waitingFinding(look)),
  ];
}

function pactFinding({ config, today }: Look, pact: Pact): readonly Finding[] {
  const file = readPactFile(config.pactFile);
  const findings = [termFinding(pact, today)];
  if (!file.ok)
    return [
      ...findings,
      toDo(
        `Le fichier « ${config.pactFile} » a des erreurs, et le bot ne redémarrerait pas. Pour les lire : relais import pact ${config.pactFile}`,
      ),
    ];
  if (file.hash === pact.fileHash) return findings;
  return [
    ...findings,
    toDo(
      `Le fichier « ${config.pactFile} » n’est pas celui que le bot a lu en démarrant : redémarrez le bot, ou vérifiez PACT_FILE.`,
    ),
  ];
}

function termFinding({ definition, closedAt }: Pact, today: string): Finding {
  const { title, endsOn, prorogations } = definition;
  const until = prorogations.at(-1)?.until ?? endsOn;
  if (closedAt !== null)
    return toKnow(`Le « ${title} » est clos : il se lit, mais ne se modifie plus.`);
  if (until < today)
    return toKnow(
      `Le « ${title} » a pris fin le ${plainDate(until)} : la chargée de mission peut le proroger ou le clore (admin).`,
    );
  return well(`Le « ${title} » est chargé ; il court jusqu’au ${plainDate(until)}.`);
}

async function officerFindings(look: Look, pact: Pact): Promise<readonly Finding[]> {
  const { db, today } = look;
  const mandates = (await mandatesInForce(db, pact.definition.id, today)).filter(
    ({ role }) => role === 'programmeOfficer',
  );
  const people = await Promise.all(mandates.map(({ personId }) => findPerson(db, personId ?? '')));
  const officers = people.flatMap((person) => person ?? []);
  if (officers.length === 0)
    return [
      toDo(
        'Aucune chargée de mission n’est enregistrée : relais import people <fichier> --apply (docs/import.md).',
      ),
    ];
  return Promise.all(officers.map((person) => officerFinding(look, person)));
}

async function officerFinding({ db, config }: Look, person: Person): Promise<Finding> {
  const name = `${person.firstName} ${person.lastName}, ${roleLabel('programmeOfficer', person.title)}`;
  const tied = (await accountsOf(db, person.id)).filter(({ state }) => state === 'tied');
  if (tied.length > 0) {
    const where = tied.map(({ platform }) => labelOf(platform)).join(' et ');
    return well(`${name} : compte relié sur ${where}.`);
  }
  // In local mode, whoever is played for the first time is tied then.
  const level = config.local ? toKnow : toDo;
  return level(
    `${name} : aucun compte relié. Demandez-lui d’écrire « accueil » au bot, une fois, avec l’adresse ${person.email ?? 'de son inscription'}.`,
  );
}

async function channelFinding({ db, config }: Look): Promise<Finding> {
  const channel = await officerChannel(db);
  if (!channel)
    return toKnow(
      'Aucun canal n’est choisi : les visas arrivent en message direct. Pour un canal, la chargée de mission y écrit « admin canal ».',
    );
  const name = labelOf(channel.platform);
  const served = config.local || channel.platform in config;
  return served
    ? well(`Le canal de la chargée de mission est choisi, sur ${name}.`)
    : toDo(
        `Le canal de la chargée de mission est sur ${name}, qui n’est pas configuré : elle doit en choisir un autre (admin canal).`,
      );
}

function labelOf(platform: string): string {
  return platformNames.find(({ code }) => code === platform)?.label ?? platform;
}

async function waitingFinding({ db }: Look): Promise<readonly Finding[]> {
  const waiting = await db
    .selectFrom('account')
    .select('user')
    .where('state', '=', 'waiting')
    .execute();
  if (waiting.length === 0) return [];
  return [
    toKnow(
      `${count(waiting.length, 'compte attend', 'comptes attendent')} l’accord de la chargée de mission (admin).`,
    ),
  ];
}
