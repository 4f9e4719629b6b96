/** What local mode says at the terminal: where to click, as whom to act, what to type. */

import { parisDay, parisTime } from '../domain/paris-time.ts';
import { longDateAt } from '../french/format-date.ts';
import { frenchSpaces } from '../french/typography.ts';
import type { Sample } from './sample/read-sample.ts';
import { generalChannelName } from './workspace.ts';

export interface WelcomeFacts {
  /** Address of the workspace, or why there is none. */
  readonly workspace: { readonly url: string } | { readonly sentence: string };
  readonly httpUrl: string;
  readonly now: string;
  /** Absent when the database holds other people than the sample's. */
  readonly sample?: Sample;
}

export function welcome(facts: WelcomeFacts): string {
  const { workspace, httpUrl, now, sample } = facts;
  const clock = longDateAt(parisDay(now), parisTime(now));
  const steps =
    'url' in workspace
      ? [
          ['Ouvrez dans votre navigateur :', workspace.url],
          ['Choisissez qui vous êtes en haut de la page (« Act as ») :', ...roles(sample)],
          [`Dans #${generalChannelName}, écrivez par exemple :`, ...examples(sample)],
        ]
      : [[workspace.sentence], [`Le bot répond à l’adresse ${httpUrl}`]];
  const lines = [
    'Relais PTI est prêt, en mode local : cet ordinateur seulement, personnes et actions fictives.',
    '',
    ...steps.flatMap(([title, ...details], index) => [
      `${index + 1}. ${title}`,
      ...details.map((detail) => `     ${detail}`),
    ]),
    '',
    `L’horloge indique le ${clock}.${'url' in workspace ? ' Pour l’avancer de trente jours : /pti horloge +30j' : ''}`,
    'Pour arrêter : Ctrl-C.',
  ];
  // Commands and addresses are copied as they are: no-break spaces stay out of them.
  const typeset = lines.map((line) => (/^ {5}/.test(line) ? line : frenchSpaces(line)));
  return `\n${typeset.join('\n')}\n\n`;
}

/** The workspace ended by itself, or somebody ended it. */
export function workspaceLost(): string {
  const sentence =
    'L’espace Slack local s’est arrêté. Arrêtez le bot (Ctrl-C), puis relancez-le : rien n’est perdu de ce qui est enregistré.';
  return `\n${frenchSpaces(sentence)}\n`;
}

const anybody = ['une personne de votre annuaire : cette base contient déjà vos données'];

/** The chargée de mission, and a pilot and a référent who may update the action of the example. */
function roles(sample: Sample | undefined): readonly string[] {
  if (!sample) return anybody.map(frenchSpaces);
  const { people, mandates, groups, actions } = sample;
  const onSlack = people.filter(({ platforms }) => platforms.includes('slack'));
  const action = actions.find(({ code }) => code === exampleAction);
  const group = groups.find(({ code }) => code === action?.group);
  const referents = (action?.structures ?? []).flatMap((structure) =>
    mandates.filter((mandate) => mandate.role === 'referent' && mandate.structure === structure),
  );
  const shown = [
    { among: mandates.filter(({ role }) => role === 'programmeOfficer').map(emailOf) },
    { among: group ? [group.pilot] : [], as: `pilote du groupe ${group?.code}` },
    { among: referents.map(emailOf) },
  ];
  return shown.flatMap(({ among, as }) => {
    const [person] = among.flatMap((email) => onSlack.filter((one) => one.email === email));
    if (!person) return [];
    const title = as ?? `${person.title.charAt(0).toLowerCase()}${person.title.slice(1)}`;
    return [`${person.firstName} ${person.lastName}, ${title}`];
  });
}

function emailOf({ person }: { readonly person: string }): string {
  return person;
}

const exampleAction = 'THA-4';

function examples(sample: Sample | undefined): readonly string[] {
  return [
    '/pti',
    '/pti actions',
    sample ? `/pti maj ${exampleAction} : vingt-huit diagnostics réalisés` : '/pti aide',
  ];
}
