/**
 * Who and what the local workspace shows: the sample's people, those entered since, somebody who is
 * in no directory, and a channel a territory. Ids come from names: the workspace forgets everything
 * when it stops, the bot does not.
 */
import { foldText } from '../domain/fold.ts';
import type { PactDefinition } from '../domain/pact.ts';
import type { Person } from '../store/people.ts';
import type { LocalChannel, LocalUser, LocalWorkspace } from './local-slack.ts';
import type { Sample } from './sample/read-sample.ts';

/** The chargée de mission's channel in the local workspace. */
export const officerChannelId = 'CMISSION';
export const generalChannelName = 'pti-general';

/** Shows what the bot answers to a person that the chargée de mission has not registered. */
const stranger: LocalUser = {
  id: 'UHORSANNUAIRE',
  name: 'camille.dupuis',
  realName: 'Camille Dupuis (hors annuaire)',
  email: 'camille.dupuis@exemple.fr',
};

export function describeWorkspace(options: {
  readonly pact: PactDefinition;
  /** Absent when the database holds other people than the sample's. */
  readonly sample?: Sample;
  /** Everybody in the directory. */
  readonly persons: readonly Person[];
}): LocalWorkspace {
  const { pact, sample, persons } = options;
  const known = new Set(sample?.people.map(({ email }) => email));
  const users = [
    ...(sample?.people ?? [])
      .filter(({ platforms }) => platforms.includes('slack'))
      .map((person) => toUser(person, person.email)),
    ...persons.flatMap((person) =>
      person.email === null || known.has(person.email) ? [] : [toUser(person, person.email)],
    ),
    stranger,
  ];
  return { users, channels: channelsOf(pact, sample, users) };
}

function toUser(person: { firstName: string; lastName: string }, email: string): LocalUser {
  return {
    id: userId(email),
    name: email.split('@')[0] ?? email,
    realName: `${person.firstName} ${person.lastName}`,
    email,
  };
}

/** `claire.vidal@exemple.fr` is `UCLAIREVIDAL`; other addresses keep their domain. */
function userId(email: string): string {
  const name = email.replace(/@exemple\.fr$/, '');
  return `U${name.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()}`;
}

function channelsOf(
  pact: PactDefinition,
  sample: Sample | undefined,
  users: readonly LocalUser[],
): readonly LocalChannel[] {
  const officers = new Set(
    sample?.mandates
      .filter(({ role }) => role === 'programmeOfficer' || role === 'named')
      .map(({ person }) => userId(person)),
  );
  const members = users.flatMap(({ id }) => (officers.has(id) ? [id] : []));
  return [
    { id: 'CGENERAL', name: generalChannelName },
    {
      id: officerChannelId,
      name: 'pti-chargee-de-mission',
      ...(members.length > 0 && { members }),
    },
    ...pact.territories
      .filter(({ retiredOn }) => retiredOn === undefined)
      .map(({ code, label }) => ({
        id: `C${foldText(code).replaceAll(' ', '').toUpperCase()}`,
        name: `pti-${foldText(label).replaceAll(' ', '-')}`,
      })),
  ];
}
