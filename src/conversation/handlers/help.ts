/** «aide»: by example, for the person's own role. */
import { answer, button, buttons, note, say, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { isProgrammeOfficer, ownActions, type Turn } from '../turn.ts';

interface Topic {
  readonly name: string;
  readonly does: string;
  readonly examples: readonly string[];
  /** Said in the help of the topic alone. */
  readonly more?: string;
  readonly officerOnly?: boolean;
}

/** `{action}`, `{groupe}` and `{territoire}` become the person's own. */
const topics: readonly Topic[] = [
  {
    name: 'maj',
    does: 'Déclarer où en est une action',
    examples: [
      'maj {action} en cours : première réunion tenue',
      'maj {action} rien de neuf',
      'maj',
    ],
    more: 'Le statut s’écrit avant le deux-points, le commentaire après. « maj » seul ouvre le formulaire. Les statuts : au stade du projet, en cours, en fonctionnement, réalisée, abandonnée. Une mise à jour se corrige ou s’annule pendant 15 minutes.',
  },
  {
    name: 'action',
    does: 'Voir une action et son historique',
    examples: ['action {action}'],
  },
  {
    name: 'actions',
    does: 'Lister les actions ; les filtres se combinent',
    examples: [
      'actions {territoire}',
      'actions mes',
      'actions en cours axe 1',
      'actions "mobilité"',
    ],
  },
  {
    name: 'réunion',
    does: 'Enregistrer une réunion de groupe',
    examples: ['réunion {groupe} 12 mars 14 participants'],
    more: 'Le nombre de concertations et de participants est ensuite calculé : il n’est jamais redemandé.',
  },
  {
    name: 'groupe',
    does: 'Voir les groupes de travail',
    examples: ['groupe', 'groupe {groupe}'],
  },
  {
    name: 'nouvelle action',
    does: 'Créer une action',
    examples: ['nouvelle action'],
    more: 'Une fiche incomplète est acceptée au stade du projet. Objectifs, publics, modalités, livrables et indicateurs sont nécessaires pour la déclarer en cours.',
  },
  {
    name: 'qui',
    does: 'Trouver un référent, un pilote, un siège vacant',
    examples: ['qui CAF', 'qui {territoire}', 'qui vacants'],
  },
  {
    name: 'relais',
    does: 'Ce qui a changé, à transmettre à votre structure',
    examples: ['relais', 'relais {territoire} mars'],
  },
  {
    name: 'inspirations',
    does: 'Les expérimentations et bonnes pratiques des territoires',
    examples: ['inspirations', 'inspirations mobilité'],
  },
  {
    name: 'bilan',
    does: 'Lire le bilan d’une année, d’un territoire, du pacte',
    examples: ['bilan', 'bilan {territoire}', 'bilan pacte', 'bilan word', 'bilan 2017-2021'],
    more: 'Les chiffres viennent d’abord en mots, puis en images. « word », « excel » ou « csv » donnent le document, le tableur ou les tableaux. Vous lisez le bilan de votre territoire et de votre structure ; la chargée de mission et les élus, celui de tout le pacte.',
  },
  {
    name: 'demander',
    does: 'Demander une validation',
    examples: ['demander réalisation {action}', 'demander'],
    more: 'Déclarer une action réalisée, ou la lancer, fait partir la demande toute seule. Le statut ne change qu’une fois la demande approuvée.',
  },
  {
    name: 'valider',
    does: 'Voir et donner les réponses qui vous sont demandées',
    examples: ['valider'],
    more: 'Vous pouvez approuver, approuver avec réserves, demander des modifications, refuser, ou prévenir que la validation est en cours chez vous. Un mot écrit n’est jamais une décision : seuls les boutons décident.',
  },
  {
    name: 'demande',
    does: 'Suivre une demande de validation',
    examples: ['demande V-12', 'demandes'],
  },
  {
    name: 'simuler',
    does: 'Savoir qui serait consulté, dans quel ordre et pour quand',
    examples: ['simuler réalisation {action}'],
  },
  {
    name: 'alerte',
    does: 'Signaler une difficulté à la chargée de mission',
    examples: ['alerte {action} : le financement n’est pas reconduit', 'mes alertes'],
    more: 'Elle la reçoit dans son canal, et vous êtes prévenu ou prévenue quand elle s’en occupe, répond ou clôt. « alerte » seul ouvre le formulaire.',
  },
  {
    name: 'absence',
    does: 'Déclarer une absence et qui vous remplace',
    examples: ['absence du 1er au 15 août', 'absence'],
  },
  {
    name: 'comité',
    does: 'Planifier le comité local d’un territoire, le déclarer tenu',
    examples: [
      'comité {territoire} 12/03/2027 14h',
      'comité {territoire} tenu hier 23 participants',
      'comité {territoire} reporté au 19 mars',
      'comité {territoire} annulé : salle indisponible',
      'comité',
    ],
    more: 'Le pacte demande un comité local par territoire et par an. « tenu » clôt la dernière date passée ; « reporté » et « annulé » portent sur la prochaine. Un jour férié, un pont ou des vacances scolaires sont signalés, jamais refusés.',
  },
  {
    name: 'copil',
    does: 'Voir les COPIL du pacte ; la chargée de mission les planifie',
    examples: ['copil', 'copil intermédiaire 20 juin 2027 10h'],
  },
  {
    name: 'agenda',
    does: 'Voir les prochaines dates',
    examples: ['agenda', 'agenda {territoire}'],
  },
  {
    name: 'rappels',
    does: 'Choisir comment vous êtes relancé ou relancée, et faire une pause',
    examples: [
      'rappels',
      'rappels pause jusqu’au 15 mars',
      'rappels reprendre',
      'rappels heure 9h',
      'rappels hebdo',
    ],
    more: 'Une pause dure 30 jours au plus. Les demandes de validation vous parviennent toujours. « Plus tard », sous un rappel, ne reporte que celui-là.',
  },
  {
    name: 'indicateurs',
    does: 'Saisir les indicateurs de l’année et transmettre l’évaluation',
    examples: [
      'indicateurs',
      'indicateurs {action}',
      'indicateurs {action} participants 39',
      'indicateurs {groupe} 2026',
      'indicateurs {territoire}',
      'envoyer les indicateurs {groupe}',
    ],
    more: 'Un nombre (« 12 », « 1 234 »), un pourcentage (« 39,5 % ») ou « sans objet : la raison ». Les concertations et les participants sont calculés. On peut saisir une partie et finir plus tard ; l’évaluation s’envoie quand tout est saisi, et la chargée de mission donne son visa. Une correction garde l’ancienne valeur.',
  },
  {
    name: 'admin',
    does: 'Personnes, mandats, imports, campagne, prorogation, canal',
    examples: [
      'admin',
      'admin nouvelle personne',
      'admin import',
      'admin canal',
      'admin envois',
      'admin campagne clore 2026',
    ],
    officerOnly: true,
  },
];

export function handleHelp(turn: Turn, wanted: string | undefined): Answer {
  const officer = isProgrammeOfficer(turn);
  const known = topics.filter((topic) => officer || !topic.officerOnly);
  const topic = known.find((one) => one.name === wanted);
  if (topic) return topicHelp(turn, topic);
  const whole = wanted === 'tout';
  const first = firstTopics(turn);
  const shown = whole
    ? known
    : known
        .filter(({ name }) => first.includes(name))
        .toSorted((a, b) => first.indexOf(a.name) - first.indexOf(b.name));
  const blocks: CardBlock[] = shown.map((one) => {
    const [example = one.name] = one.examples;
    return text({ bold: one.does }, '\n', { code: `${prefix(turn)}${fill(turn, example)}` });
  });
  if (whole && turn.local)
    blocks.push(
      text({ bold: 'Avancer l’horloge (mode local)' }, '\n', {
        code: `${prefix(turn)}horloge +30j`,
      }),
    );
  return answer({
    summary: 'Aide : ce que vous pouvez taper.',
    title: 'Ce que vous pouvez taper',
    blocks: [
      ...blocks,
      note(
        'Les accents, les majuscules et les tirets ne comptent pas ; un nom ou son début suffit. Pour en savoir plus : ',
        { code: `${prefix(turn)}aide maj` },
      ),
      buttons(
        whole ? undefined : button('Toute l’aide', say('aide tout'), 'primary'),
        button('Accueil', say('accueil')),
        button('Vos actions', say('actions mes')),
      ),
    ],
  });
}

/** What a role does most, the likeliest first: a phone shows six without getting lost. */
function firstTopics(turn: Turn): readonly string[] {
  if (isProgrammeOfficer(turn))
    return ['actions', 'demande', 'comité', 'indicateurs', 'bilan', 'admin'];
  if (turn.actor.mandates.some(({ role }) => role === 'territoryReferent'))
    return ['maj', 'actions', 'comité', 'réunion', 'valider', 'alerte'];
  return ownActions(turn).length > 0
    ? ['maj', 'actions', 'réunion', 'valider', 'indicateurs', 'rappels']
    : ['actions', 'bilan', 'groupe', 'qui', 'agenda', 'rappels'];
}

function topicHelp(turn: Turn, topic: Topic): Answer {
  return answer({
    summary: `${topic.does} : ${topic.examples.map((one) => fill(turn, one)).join(' ; ')}`,
    title: topic.does,
    blocks: [
      ...topic.examples.map((example) => text({ code: `${prefix(turn)}${fill(turn, example)}` })),
      ...(topic.more ? [text(topic.more)] : []),
      buttons(button('Toute l’aide', say('aide tout'))),
    ],
  });
}

/** In a channel, words reach the bot as a command; in a direct chat, as they are. */
export function prefix(turn: Turn): string {
  return turn.inbound.place.kind === 'direct' ? '' : '/pti ';
}

function fill(turn: Turn, example: string): string {
  const [first] = ownActions(turn);
  const { actions, groups, pact } = turn.names.vocabulary;
  const action = actions.find((one) => one.code === first) ?? actions[0];
  const group = action?.group ?? groups[0]?.code ?? 'THA-G1';
  const territory = pact.territories.find((one) => one.code === action?.territories[0]);
  return example
    .replace('{action}', action?.code ?? 'THA-3')
    .replace('{groupe}', group)
    .replace('{territoire}', territory?.aliases[0] ?? territory?.label ?? 'thau');
}
