/** «qui»: the directory and its coverage. */

import { count } from '../../french/plural.ts';
import { roleLabel } from '../../french/terms.ts';
import { type Mandate, mandatesInForce } from '../../store/mandates.ts';
import {
  answer,
  button,
  buttons,
  firstOf,
  item,
  note,
  openForm,
  pageButtons,
  pageOf,
  say,
  text,
} from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import {
  fullName,
  namedRoleLabel,
  personName,
  structureLabel,
  territoryLabel,
  territoryLabels,
} from '../labels.ts';
import type { Names } from '../names.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { pilotWords } from './action.ts';
import { capital } from './action-lines.ts';
import { vacancyWords, vacantSeats } from './coverage.ts';
import { rememberList } from './last-list.ts';

type WhoCommand = Extract<Command, { name: 'who' }>;

export async function handleWho(turn: Turn, command: WhoCommand): Promise<Answer> {
  if (command.vacant) return vacantAnswer(turn, command);
  const mandates = await mandatesInForce(turn.db, turn.pact.definition.id, turn.today);
  if (command.person) return personAnswer(turn, command.person, mandates);
  if (command.structure) return structureAnswer(turn, command.structure, mandates);
  if (command.territory) return territoryAnswer(turn, command.territory, mandates);
  if (command.group) return groupAnswer(turn, command.group, mandates);
  return directoryAnswer(turn, command, mandates);
}

async function vacantAnswer(turn: Turn, command: WhoCommand): Promise<Answer> {
  const seats = await vacantSeats(turn);
  const title = vacancyWords(seats);
  if (seats.length === 0)
    return answer({
      summary: 'Aucun siège vacant.',
      blocks: [text('Aucun siège vacant.'), buttons(button('Annuaire', say('qui')))],
    });
  const page = pageOf(seats, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const appoint = isProgrammeOfficer(turn)
    ? button('Désigner quelqu’un', openForm('newMandate'), 'primary')
    : undefined;
  return answer({
    summary: title,
    title,
    blocks: [
      ...page.entries.map((seat) => item([seat.words])),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(appoint, ...pageButtons(page, 'qui vacants'), button('Annuaire', say('qui'))),
    ],
  });
}

/** «référente CAF», «co-pilote du groupe THA-G1»: a mandate in words. */
export function mandateWords(names: Names, mandate: Mandate): string {
  const role = roleLabel(mandate.role, names.personsById.get(mandate.personId ?? '')?.title);
  switch (mandate.role) {
    case 'referent':
      return `${role}, ${structureLabel(names, mandate.structure ?? '')}`;
    case 'territoryReferent':
      return `${role}, ${territoryLabel(names, mandate.territory ?? '')}`;
    case 'pilot':
    case 'coPilot': {
      const group = names.groupsById.get(mandate.groupId ?? '');
      return `${role} du groupe ${group ? `${group.code} - ${group.title}` : ''}`.trim();
    }
    case 'programmeOfficer':
    case 'electedOfficial':
      return role;
    case 'named':
      return namedRoleLabel(names, mandate.namedRole ?? '');
  }
}

async function personAnswer(turn: Turn, id: string, mandates: readonly Mandate[]): Promise<Answer> {
  const person = turn.names.personsById.get(id);
  if (!person)
    return answer({ summary: 'Personne inconnue.', blocks: [text('Personne inconnue.')] });
  const own = mandates.filter((mandate) => mandate.personId === id);
  const name = fullName(person);
  const structure = person.structure
    ? structureLabel(turn.names, person.structure)
    : 'sans structure';
  const officer: readonly Button[] = isProgrammeOfficer(turn)
    ? [
        button('Donner un mandat', openForm('newMandate', { person: id })),
        button('Terminer un mandat', openForm('endMandate', { person: id })),
        button('Enregistrer un départ', openForm('departure', { person: id }), 'danger'),
      ]
    : [];
  const blocks: CardBlock[] = [
    {
      kind: 'facts',
      facts: [
        ...(person.title ? [{ label: 'Fonction', value: person.title }] : []),
        { label: 'Structure', value: structure },
        ...(person.email ? [{ label: 'E-mail', value: person.email }] : []),
      ],
    },
    ...(own.length > 0
      ? firstOf(own, mostShown, (mandate) =>
          item([`${capital(mandateWords(turn.names, mandate))}.`]),
        )
      : [note('Aucun mandat en cours.')]),
    ...(officer.length > 0 ? [buttons(...officer)] : []),
  ];
  return answer({ summary: `${name}, ${structure}.`, title: name, blocks });
}

/** What a message can hold of each list. */
const mostShown = 12;

function personItems(turn: Turn, mandates: readonly Mandate[]): readonly CardBlock[] {
  return firstOf(mandates, mostShown, (mandate) => {
    const person = turn.names.personsById.get(mandate.personId ?? '');
    const email = person?.email ? `\n${person.email}` : '';
    return item([
      { bold: person ? fullName(person) : 'À désigner' },
      ` - ${mandateWords(turn.names, mandate)}${email}`,
    ]);
  });
}

async function structureAnswer(
  turn: Turn,
  code: string,
  mandates: readonly Mandate[],
): Promise<Answer> {
  const label = structureLabel(turn.names, code);
  const own = mandates.filter((one) => one.structure === code && one.personId !== null);
  const referents = own.filter((one) => one.role === 'referent');
  const others = own.filter((one) => one.role !== 'referent' && one.role !== 'territoryReferent');
  const structure = turn.pact.definition.structures.find((one) => one.code === code);
  const territory = own.filter((one) => one.role === 'territoryReferent');
  return answer({
    summary: `${label} : ${
      referents.length > 0
        ? referents.map((one) => personName(turn.names, one.personId)).join(', ')
        : 'référent ou référente à désigner'
    }.`,
    title: label,
    blocks: [
      ...(referents.length > 0
        ? personItems(turn, referents)
        : [text('Référent ou référente PTI : à désigner.')]),
      ...personItems(turn, territory),
      ...personItems(turn, others),
      ...(structure?.signatory ? [note('Signataire du pacte.')] : []),
      buttons(button('Ses actions', say(`actions ${code}`)), button('Annuaire', say('qui'))),
    ],
  });
}

async function territoryAnswer(
  turn: Turn,
  code: string,
  mandates: readonly Mandate[],
): Promise<Answer> {
  const label = territoryLabel(turn.names, code);
  const referents = mandates.filter(
    (one) => one.role === 'territoryReferent' && one.territory === code && one.personId !== null,
  );
  const groups = [...turn.names.groupsById.values()].filter((group) =>
    group.territories.includes(code),
  );
  return answer({
    summary: `${label} : ${
      referents.length > 0
        ? referents.map((one) => personName(turn.names, one.personId)).join(', ')
        : 'référent ou référente du Département à désigner'
    }.`,
    title: label,
    blocks: [
      ...(referents.length > 0
        ? personItems(turn, referents)
        : [text('Référent ou référente du Département : à désigner.')]),
      { kind: 'heading', text: 'Groupes de travail' },
      ...firstOf(groups, mostShown, (group) =>
        item(
          [
            { bold: `${group.code} - ${group.title}` },
            `\n${pilotWords(
              turn,
              mandates.filter((one) => one.groupId === group.id),
            )}`,
          ],
          button('Voir', say(`groupe ${group.code}`)),
        ),
      ),
      buttons(
        button('Actions du territoire', say(`actions ${code}`)),
        button('Annuaire', say('qui')),
      ),
    ],
  });
}

async function groupAnswer(
  turn: Turn,
  code: string,
  mandates: readonly Mandate[],
): Promise<Answer> {
  const group = turn.names.groupsByCode.get(code);
  const seats = mandates.filter((one) => group && one.groupId === group.id);
  const title = group ? `${group.code} - ${group.title}` : code;
  return answer({
    summary: `${title} : ${pilotWords(turn, seats)}.`,
    title,
    blocks: [
      ...personItems(turn, seats),
      text(pilotWords(turn, seats)),
      ...(group ? [note(territoryLabels(turn.names, group.territories))] : []),
      buttons(button('Le groupe', say(`groupe ${code}`)), button('Annuaire', say('qui'))),
    ],
  });
}

async function directoryAnswer(
  turn: Turn,
  command: WhoCommand,
  mandates: readonly Mandate[],
): Promise<Answer> {
  const order = new Intl.Collator('fr');
  const structures = turn.pact.definition.structures
    .filter((one) => !one.retiredOn)
    .filter((one) => one.signatory || mandates.some((mandate) => mandate.structure === one.code))
    .sort((a, b) => order.compare(a.label, b.label));
  const page = pageOf(structures, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const vacant = vacancyWords(await vacantSeats(turn));
  return answer({
    summary: `Annuaire du pacte : ${count(structures.length, 'structure', 'structures')}, ${vacant}.`,
    title: 'Annuaire',
    blocks: [
      // Whom everybody looks for first.
      ...(page.page === 1
        ? personItems(
            turn,
            mandates.filter((one) => one.role === 'programmeOfficer' && one.personId),
          )
        : []),
      ...page.entries.map((structure) => {
        const referents = mandates.filter(
          (one) => one.role === 'referent' && one.structure === structure.code && one.personId,
        );
        const words =
          referents.map((one) => personName(turn.names, one.personId)).join(', ') ||
          // Only a signatory owes one (PTI 2022-2025, §1.4).
          (structure.signatory ? 'référent ou référente à désigner' : 'sans référent ou référente');
        return item(
          [{ bold: structure.label }, `\n${words}`],
          button('Voir', say(`qui ${structure.code}`)),
        );
      }),
      note(`${page.pages > 1 ? `Page ${page.page} sur ${page.pages}. ` : ''}${vacant}.`),
      buttons(...pageButtons(page, 'qui'), button('Sièges vacants', say('qui vacants'))),
    ],
  });
}
