/** «admin»: what the chargée de mission alone does, from the chat. */
import { lastDay, type PactDefinition } from '../../domain/pact.ts';
import { type Act, may, relationsOf } from '../../domain/rights.ts';
import { plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { waitingAccounts } from '../../store/accounts.ts';
import { readPact } from '../../store/pacts.ts';
import { chooseChannel } from '../../use-cases/choose-channel.ts';
import { closePact } from '../../use-cases/close-pact.ts';
import { decideAccount } from '../../use-cases/decide-account.ts';
import { openPacts } from '../../use-cases/read-obligations.ts';
import {
  actOn,
  answer,
  button,
  buttons,
  firstOf,
  item,
  note,
  openForm,
  pageButtons,
  pageOf,
  rewrite,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { AdminAct } from '../grammar/command.ts';
import { fullName, personName, structureLabel } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { handleCampaign } from './campaign.ts';
import { deadLetters } from './dead-letters.ts';
import { openForms } from './forms.ts';
import { handleWho } from './who.ts';

export async function handleAdmin(turn: Turn, act: AdminAct): Promise<Answer> {
  // Whoever may not decide of a campaign is refused by the act itself, which is journaled.
  if (act.kind === 'campaign' && act.move) return handleCampaign(turn, act);
  const needed = refusedAct[act.kind] ?? 'managePeople';
  const isAllowed = readOnly.has(act.kind) || may(needed, relationsOf(turn.actor.mandates));
  if (!isProgrammeOfficer(turn) || !isAllowed)
    return refusalAnswer(turn, { kind: 'notAllowed', act: needed });
  switch (act.kind) {
    case 'menu':
      return menu(turn);
    case 'people':
      return people(turn, act.page);
    case 'person':
      return handleWho(turn, { name: 'who', person: act.person, page: 1 });
    case 'accounts':
      return accounts(turn);
    case 'messages':
      return deadLetters(turn, act.page);
    case 'import':
      return importHelp();
    case 'closePact':
      return closingQuestion(turn);
    case 'channel':
      return channel(turn, act.none === true);
    case 'campaign':
      return handleCampaign(turn, act);
    default:
      return openAdminForm(turn, act);
  }
}

/** What only shows where things stand: whoever stands in for her reads it too. */
const readOnly: ReadonlySet<AdminAct['kind']> = new Set([
  ...(['menu', 'people', 'person', 'accounts', 'messages', 'campaign'] as const),
]);

/** What is said to be hers alone; the rest is about people. */
const refusedAct: Readonly<Partial<Record<AdminAct['kind'], Act>>> = {
  campaign: 'manageCampaign',
  channel: 'manageChannel',
  messages: 'manageMessages',
  closePact: 'managePact',
  prorogation: 'managePact',
  newGroup: 'manageGroups',
};

function openAdminForm(
  turn: Turn,
  act: Exclude<
    AdminAct,
    {
      kind:
        | 'menu'
        | 'people'
        | 'person'
        | 'accounts'
        | 'messages'
        | 'import'
        | 'closePact'
        | 'channel'
        | 'campaign';
    }
  >,
): Answer | Promise<Answer> {
  const params: Record<string, string> = {};
  if ('person' in act && act.person) params.person = act.person;
  if ('until' in act && act.until) params.until = act.until;
  return openForms[act.kind](turn, params);
}

function menu(turn: Turn): Answer {
  const pact = turn.pact.definition;
  return answer({
    summary: 'Administration du pacte.',
    title: 'Administration',
    blocks: [
      text(
        { bold: pact.title },
        `\nDu ${plainDate(pact.startsOn)} au ${plainDate(lastDay(pact))}${exampleWords(pact)}${turn.pact.closedAt ? ', clos' : ''}.`,
      ),
      buttons(
        button('Personnes', say('admin personnes')),
        button('Ajouter une personne', openForm('newPerson')),
        button('Donner un mandat', openForm('newMandate')),
        button('Importer un fichier', say('admin import')),
        button('Comptes à confirmer', say('admin comptes')),
        button('Messages non remis', say('admin envois')),
      ),
      buttons(
        button('Créer un groupe', openForm('newGroup')),
        button('Sièges vacants', say('qui vacants')),
        button('Campagne des indicateurs', say('admin campagne')),
        button('Proroger le pacte', openForm('prorogation')),
        button('Clore le pacte', say('admin clore le pacte')),
      ),
      note('Dans un canal, ', chooseHere, ' en fait le vôtre.'),
    ],
  });
}

const chooseHere = { code: '/pti admin canal', typedIn: 'channel' } as const;

/** A prorogation made up to show how one is written is said to be so. */
function exampleWords(pact: PactDefinition): string {
  const last = pact.prorogations.find((one) => one.until === lastDay(pact));
  return last?.example ? ' (prorogation donnée en exemple)' : '';
}

function people(turn: Turn, wanted: number): Answer {
  const order = new Intl.Collator('fr');
  const all = [...turn.names.personsById.values()].sort((a, b) =>
    order.compare(`${a.lastName} ${a.firstName}`, `${b.lastName} ${b.firstName}`),
  );
  const page = pageOf(all, wanted);
  const title = count(all.length, 'personne', 'personnes');
  return answer({
    summary: title,
    title,
    blocks: [
      ...page.entries.map((person) =>
        item(
          [
            { bold: fullName(person) },
            person.structure ? `\n${structureLabel(turn.names, person.structure)}` : '',
          ],
          button('Voir', say(`admin personne ${person.email ?? fullName(person)}`)),
        ),
      ),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(
        ...pageButtons(page, 'admin personnes'),
        button('Ajouter une personne', openForm('newPerson'), 'primary'),
      ),
    ],
  });
}

/** Those decided make room for the next. */
const accountsShown = 12;

async function accounts(turn: Turn): Promise<Answer> {
  const waiting = await waitingAccounts(turn.db);
  if (waiting.length === 0)
    return sentence('Aucun compte à confirmer.', button('Administration', say('admin')));
  const title = count(waiting.length, 'compte à confirmer', 'comptes à confirmer');
  return answer({
    summary: title,
    title,
    blocks: [
      text('Un compte invité, ou un second compte, attend que vous confirmiez à qui il est.'),
      ...firstOf(waiting, accountsShown, (account) => {
        const id = JSON.stringify([account.platform, account.tenant, account.user]);
        return [
          item([{ bold: personName(turn.names, account.personId) }, `\nCompte ${account.user}`]),
          buttons(
            button('Confirmer', actOn('confirmAccount', id), 'primary'),
            button('Refuser', actOn('refuseAccount', id), 'danger'),
          ),
        ];
      }),
    ],
  });
}

export async function pressDecideAccount(
  turn: Turn,
  id: string,
  state: 'tied' | 'refused',
): Promise<Answer> {
  const [platform, tenant, user] = readAccountId(id);
  if (!platform || !tenant || !user) return sentence('Ce compte n’est plus à confirmer.');
  const result = await decideAccount(turn, { platform, tenant, user }, state);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const words =
    state === 'tied'
      ? `Compte confirmé pour ${fullName(result.value)}.`
      : `Compte refusé : il n’aura pas accès au pacte.`;
  return rewrite({
    summary: words,
    blocks: [text(words), buttons(button('Autres comptes', say('admin comptes')))],
  });
}

function readAccountId(id: string): readonly unknown[] & readonly string[] {
  try {
    const parts: unknown = JSON.parse(id);
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}

function importHelp(): Answer {
  return answer({
    summary: 'Envoyez le fichier en message direct avec les mots « admin import ».',
    title: 'Importer des personnes',
    blocks: [
      text(
        'Envoyez-moi en message direct un fichier XLSX ou CSV avec les mots ',
        { code: 'admin import' },
        '. Colonnes : Nom, Prénom, Adresse e-mail, Structure ; et si besoin Fonction, Rôle, Territoire, Groupe, Début, Fin.',
      ),
      note(
        'Je vous montre d’abord, ligne à ligne, ce qui changerait. Rien n’est enregistré avant votre accord.',
      ),
    ],
  });
}

/** A past pact may be closed as well as the current one: each that reached its term is offered. */
async function closingQuestion(turn: Turn): Promise<Answer> {
  const over = (await openPacts(turn.db)).filter(
    ({ definition }) => turn.today > lastDay(definition),
  );
  const current = turn.pact.definition;
  if (over.length === 0)
    return sentence(
      `Le « ${current.title} » court jusqu’au ${plainDate(lastDay(current))} : il ne peut être clos qu’ensuite.`,
    );
  return answer({
    summary: `Clore le « ${over.map(({ definition }) => definition.title).join(' », le « ')} » ?`,
    blocks: over.flatMap(({ definition }) => [
      text(
        `Le « ${definition.title} » est arrivé à son terme le ${plainDate(lastDay(definition))}. Une fois clos, il se lit mais ne se modifie plus. C’est définitif.`,
      ),
      buttons(button('Clore le pacte', actOn('closePact', definition.id), 'danger')),
    ]),
  });
}

export async function pressClosePact(turn: Turn, id: string): Promise<Answer> {
  const pact = await readPact(turn.db, id);
  if (!pact) return sentence('Ce pacte n’est plus enregistré : rien n’a changé.');
  const result = await closePact(turn, pact);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const words = `Le « ${result.value.title} » est clos. Il reste lisible.`;
  return rewrite({ summary: words, blocks: [text(words)] });
}

async function channel(turn: Turn, none: boolean): Promise<Answer> {
  const { place, account } = turn.inbound;
  if (!none && place.kind !== 'channel')
    return answer({
      summary: 'La commande « admin canal » se tape dans le canal à choisir.',
      blocks: [
        text('Dans le canal à choisir, tapez ', chooseHere, '.'),
        note('Sans canal, je vous écris en message direct.'),
      ],
    });
  const result = await chooseChannel(
    turn,
    none ? undefined : { platform: account.platform, tenant: account.tenant, id: place.id },
  );
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  return sentence(
    none
      ? 'Vous n’avez plus de canal : je vous écris en message direct.'
      : 'Ce canal est maintenant celui de la chargée de mission : les demandes de visa et les alertes y seront publiées.',
  );
}
