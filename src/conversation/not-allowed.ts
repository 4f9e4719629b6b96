/** What somebody may not do, said with the names of those who may. */

import { type Act, type Relation, relationsOf, whoMay } from '../domain/rights.ts';
import { inWords } from '../french/in-words.ts';
import { mandatesInForce } from '../store/mandates.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { sentence } from './answers.ts';
import type { Answer } from './exchange.ts';
import { personName } from './labels.ts';
import type { Turn } from './turn.ts';

/** Names who can, so that the person knows whom to ask (SPEC §4). */
export async function notAllowed(
  turn: Turn,
  refusal: Extract<Refusal, { kind: 'notAllowed' }>,
): Promise<Answer> {
  if (isOfficerSubstitute(turn))
    return sentence(
      'Les personnes, les mandats, le pacte et le canal sont réservés à la chargée de mission PTI elle-même : vous la remplacez pendant son absence, et ces choix durent au-delà. Rien n’a été enregistré.',
    );
  const allowed = whoMay(refusal.act);
  const mandates = await mandatesInForce(turn.db, turn.pact.definition.id, turn.today);
  const able = new Map<string, Relation>();
  for (const mandate of mandates) {
    const relation = relationsOf([mandate], refusal.object).find((held) => allowed.includes(held));
    if (relation && relation !== 'member' && mandate.personId) able.set(mandate.personId, relation);
  }
  const people = relationOrder.flatMap((relation) =>
    [...able].filter(([, held]) => held === relation).map(([id]) => personName(turn.names, id)),
  );
  const named = people.slice(0, 4);
  const whom =
    named.length > 0
      ? ` Adressez-vous à ${inWords(named, 'ou')}.`
      : ' Adressez-vous à la chargée de mission PTI.';
  // Whoever wanted to read had nothing saved to worry about.
  const unsaved = refusal.act.startsWith('read') ? '' : ' Rien n’a été enregistré.';
  return sentence(`${notAllowedWords[refusal.act]}${whom}${unsaved}`);
}

/** Whatever a chargée de mission may do that is refused to them is hers alone. */
function isOfficerSubstitute({ actor }: Turn): boolean {
  return relationsOf(actor.mandates).includes('officerSubstitute');
}

const relationOrder: readonly Relation[] = [
  'pilot',
  'engagedReferent',
  'territoryReferent',
  'programmeOfficer',
];

const concerned =
  'réservé aux pilotes du groupe, aux référents des structures engagées, au référent ou à la référente du territoire et à la chargée de mission';

const notAllowedWords: Readonly<Record<Act, string>> = {
  readActions: 'La lecture des actions est réservée aux membres du pacte.',
  readDirectory: 'L’annuaire est réservé aux membres du pacte.',
  declareUpdate: `Mettre cette action à jour est ${concerned}.`,
  createAction: `Créer une action dans ce groupe est ${concerned}.`,
  amendAction: `Modifier cette action est ${concerned}.`,
  fillIndicators: `Renseigner les indicateurs de cette action est ${concerned}.`,
  submitEvaluation:
    'Transmettre l’évaluation de ce groupe est réservé à ses pilotes, au référent ou à la référente du territoire et à la chargée de mission.',
  manageCampaign: 'Ouvrir ou clore une campagne est réservé à la chargée de mission PTI.',
  correctEvaluation: 'Corriger des valeurs acceptées est réservé à la chargée de mission PTI.',
  markGoodPractice: 'Signaler une bonne pratique est réservé à la chargée de mission PTI.',
  logMeeting: `Enregistrer une réunion de ce groupe est ${concerned}.`,
  withdrawMeeting:
    'Annuler une réunion enregistrée par quelqu’un d’autre, ou il y a plus de 15 minutes, est réservé à la chargée de mission PTI.',
  readMeetings: 'La lecture des dates est réservée aux membres du pacte.',
  readPactReview:
    'Le bilan de tout le pacte est réservé aux élus et à la chargée de mission. Vous pouvez lire celui de votre territoire ou de votre structure.',
  readTerritoryReview:
    'Le bilan de ce territoire est réservé à son référent ou à sa référente, à ses pilotes, aux élus et à la chargée de mission.',
  readStructureReview:
    'Le bilan de cette structure est réservé à ses référents, aux élus et à la chargée de mission.',
  raiseAlert: `Signaler une difficulté ici est ${concerned}.`,
  readAlert:
    'Cette alerte se lit par la personne qui l’a signalée, le référent ou la référente du territoire et la chargée de mission.',
  handleAlert: 'Traiter une alerte est réservé à la chargée de mission PTI.',
  manageCommittee:
    'Planifier, clore, reporter ou annuler ce comité local est réservé au référent ou à la référente du territoire et à la chargée de mission.',
  manageSteering:
    'Planifier, clore, reporter ou annuler un COPIL est réservé à la chargée de mission PTI.',
  manageGroups: 'Créer un groupe de travail est réservé à la chargée de mission PTI.',
  managePeople: 'Gérer les personnes et les mandats est réservé à la chargée de mission PTI.',
  managePact: 'Proroger ou clore le pacte est réservé à la chargée de mission PTI.',
  manageChannel: 'Choisir son canal est réservé à la chargée de mission PTI.',
  manageMessages: 'Suivre les messages non remis est réservé à la chargée de mission PTI.',
};
