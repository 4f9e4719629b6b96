/** Why something was refused, said in French, with what can be done instead. */

import type { RequiredPart } from '../domain/action-status.ts';
import { type Act, type Relation, relationsOf, whoMay } from '../domain/rights.ts';
import { hour, longDate, plainDate } from '../french/format-date.ts';
import { count } from '../french/plural.ts';
import { statusLabel } from '../french/terms.ts';
import { mandatesInForce } from '../store/mandates.ts';
import { maxIndicators } from '../use-cases/action-fields.ts';
import type { MeetingState, Refusal, Subject } from '../use-cases/refusal.ts';
import { alertTurnWords } from './alerts/alert-card.ts';
import { button, openForm, say, sentence } from './answers.ts';
import type { Answer } from './exchange.ts';
import { personName } from './labels.ts';
import { circuitRefusalSentence } from './requests/circuit-refusals.ts';
import type { Turn } from './turn.ts';

export async function refusalAnswer(turn: Turn, refusal: Refusal): Promise<Answer> {
  switch (refusal.kind) {
    case 'notAllowed':
      return notAllowed(turn, refusal);
    case 'incomplete':
      return sentence(
        `${refusal.code} ne peut pas encore sortir du stade du projet : il manque ${partsInWords(refusal.missing)}. Complétez la fiche, puis déclarez de nouveau le statut.`,
        button('Compléter la fiche', openForm('amendAction', { action: refusal.code }), 'primary'),
        button('Voir l’action', say(`action ${refusal.code}`)),
      );
    case 'reasonNeeded':
      return sentence(
        `Passer ${refusal.code} de « ${statusLabel(refusal.from)} » à « ${statusLabel(refusal.to)} » demande une raison. Écrivez-la après le deux-points : « maj ${refusal.code} ${statusLabel(refusal.to)} : la raison ».`,
        button(
          'Indiquer la raison',
          openForm('update', { action: refusal.code, status: refusal.to }),
          'primary',
        ),
      );
    case 'requestOpen':
      return sentence(
        `La demande ${refusal.request} est déjà en cours pour cette action : une seule à la fois.`,
        button('Voir la demande', say(`demande ${refusal.request}`), 'primary'),
      );
    case 'restsOnRequest':
      return sentence(
        `La demande ${refusal.request} repose sur cette mise à jour : elle ne peut plus être corrigée seule.`,
        button('Voir la demande', say(`demande ${refusal.request}`), 'primary'),
      );
    case 'circuit':
      return sentence(
        circuitRefusalSentence(refusal.refusal, refusal.request, turn.names, turn.today),
        button('Voir la demande', say(`demande ${refusal.request}`)),
      );
    case 'alertState':
      return sentence(
        alertStateSentence(turn, refusal),
        button('Voir l’alerte', say(`alerte ${refusal.code}`)),
      );
    case 'awaitingVisa':
      return sentence(
        refusalSentence(refusal),
        button('Voir la demande', say(`demande ${refusal.request}`), 'primary'),
      );
    case 'readingsMissing':
      return sentence(
        refusalSentence(refusal),
        button(
          'Compléter',
          openForm('indicators', { group: refusal.group, year: String(refusal.year) }),
          'primary',
        ),
      );
    case 'campaignUnchanged':
      return sentence(
        refusalSentence(refusal),
        button('La campagne', say(`admin campagne ${refusal.year}`)),
      );
    case 'nothingAsked':
      return sentence(
        refusalSentence(refusal),
        button('Les indicateurs', say(`indicateurs ${refusal.year}`)),
      );
    default:
      return sentence(refusalSentence(refusal));
  }
}

/** A refusal in one sentence, for an answer or for a field of a form. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'pactClosed':
      return `Le « ${refusal.title} » est clos : il se lit, mais ne se modifie plus. Pour le pacte en cours, tapez « actions ».`;
    case 'notFound':
      return `Je ne trouve pas ${subjectWords[refusal.what]} « ${refusal.id} ». ${whereToLook[refusal.what] ?? 'Vérifiez, puis recommencez.'}`;
    case 'nothingToSave':
      return `Il n’y a rien à enregistrer pour ${refusal.code} : indiquez un statut, un commentaire, ou « rien de neuf ».`;
    case 'personalData':
      return refusal.what === 'nir'
        ? 'Ce texte contient un numéro de sécurité sociale. Aucune donnée sur une personne accompagnée ne peut être enregistrée : retirez-le, puis envoyez de nouveau.'
        : 'Ce texte contient un numéro d’allocataire ou un matricule. Aucune donnée sur une personne accompagnée ne peut être enregistrée : retirez-le, puis envoyez de nouveau.';
    case 'contactData':
      return `Ce texte contient des coordonnées (${refusal.found}). Ne gardez que des coordonnées professionnelles.`;
    case 'requestOpen':
      return `La demande ${refusal.request} est déjà en cours : une seule à la fois.`;
    case 'circuitOff':
      return `Le circuit « ${refusal.circuit} » n’est pas ouvert dans ce pacte.`;
    case 'restsOnRequest':
      return `La demande ${refusal.request} repose sur cette mise à jour.`;
    case 'circuit':
      return 'Cette réponse n’est plus possible : voyez où en est la demande.';
    case 'alertState':
      return `L’alerte ${refusal.code} a déjà été traitée : rien n’a changé.`;
    case 'notLatest':
      return `Une autre mise à jour de ${refusal.code} a été déclarée depuis : celle-ci ne peut plus être corrigée. Déclarez-en une nouvelle avec « maj ${refusal.code} ».`;
    case 'notAuthor':
      return 'Seule la personne qui a déclaré cette mise à jour peut la corriger ou l’annuler.';
    case 'tooLate':
      return `Une mise à jour se corrige ou s’annule pendant ${refusal.minutes} minutes. Ce délai est passé : déclarez une nouvelle mise à jour.`;
    case 'alreadyWithdrawn':
      return 'C’est déjà annulé ou corrigé : rien n’a changé.';
    case 'campaign':
      return campaignSentence(refusal);
    case 'campaignUnchanged':
      return `La campagne ${refusal.year} ${refusal.open ? 'est déjà ouverte' : 'n’est pas ouverte'} : rien n’a changé.`;
    case 'awaitingVisa':
      return `L’évaluation ${refusal.year} du groupe ${refusal.group} est envoyée et attend la réponse à la demande ${refusal.request} : ses valeurs ne changent plus d’ici là. Pour corriger, annulez la demande, ou demandez à la chargée de mission de la renvoyer à modifier.`;
    case 'readingChanged':
      return 'Cette valeur a changé depuis l’ouverture du formulaire. Rouvrez-le pour la voir avant de la remplacer.';
    case 'readingsMissing':
      return `Il manque encore ${count(refusal.missing, 'valeur', 'valeurs')} pour envoyer l’évaluation ${refusal.year} du groupe ${refusal.group}.`;
    case 'alreadyAccepted':
      return `L’évaluation ${refusal.year} du groupe ${refusal.group} est déjà acceptée : rien n’a changé.`;
    case 'nothingAsked':
      return `${refusal.action === undefined ? `Le groupe ${refusal.group}` : `L’action ${refusal.action}`} n’a aucun indicateur à renseigner pour ${refusal.year}.`;
    case 'alreadyExists':
      return alreadyExists(refusal.what, refusal.id);
    case 'past':
      return `Le ${longDate(refusal.day)} est déjà passé. Indiquez une date à venir, ou déclarez l’instance tenue.`;
    case 'meetingState':
      return meetingStates[refusal.state];
    case 'future':
      return `Le ${longDate(refusal.day)} n’est pas encore passé : seule une réunion tenue s’enregistre ici.`;
    case 'tooEarly':
      return `Le ${plainDate(refusal.day)} est trop tôt : la date limite est le ${plainDate(refusal.limit)}.`;
    case 'pauseTooLong':
      return `Une pause dure ${refusal.days} jours au plus : jusqu’au ${longDate(refusal.latest)} ici.`;
    case 'outsideHours':
      return `Les rappels partent entre ${hour(refusal.from)} et ${hour(refusal.until)} : choisissez une heure dans cette plage.`;
    case 'invalid':
      return invalidSentence(refusal.field, refusal.why);
    case 'incomplete':
      return `Il manque ${partsInWords(refusal.missing)} : l’action reste au stade du projet.`;
    case 'reasonNeeded':
      return 'Revenir en arrière ou abandonner demande une raison : écrivez-la dans le commentaire.';
    case 'notAllowed':
      return 'Vous n’avez pas les droits pour cela.';
  }
}

function campaignSentence(refusal: Extract<Refusal, { kind: 'campaign' }>): string {
  const { year, standing, day } = refusal;
  if (standing === 'ahead')
    return `La campagne ${year} ouvre le ${longDate(day ?? '')} : l’évaluation s’enverra à partir de ce jour. Les valeurs s’enregistrent déjà.`;
  if (standing === 'untracked')
    return `L’année ${year} n’est pas suivie : seule la chargée de mission peut en enregistrer les valeurs, ou ouvrir sa campagne.`;
  return `La campagne ${year} est close${day ? ` depuis le ${longDate(day)}` : ''} : la chargée de mission peut corriger une valeur, ou rouvrir la campagne.`;
}

const partWords: Readonly<Record<RequiredPart, string>> = {
  objectives: 'les objectifs',
  audiences: 'les publics',
  means: 'les modalités de mise en œuvre',
  deliverables: 'les livrables',
  indicators: 'les indicateurs',
};

/** «les objectifs, les publics et les indicateurs». */
export function partsInWords(parts: readonly RequiredPart[]): string {
  return inWords(parts.map((part) => partWords[part]));
}

export function inWords(words: readonly string[], and = 'et'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}

function alertStateSentence(
  turn: Turn,
  { code, latest }: Extract<Refusal, { kind: 'alertState' }>,
): string {
  if (!latest) return `L’alerte ${code} a déjà été traitée : rien n’a changé.`;
  const words = alertTurnWords(turn.names, latest, turn.today);
  return `Alerte ${code} : ${words[0]?.toLowerCase()}${words.slice(1)}. Rien n’a changé.`;
}

const meetingStates: Readonly<Record<MeetingState, string>> = {
  planned:
    'Cette date est planifiée depuis plus de 15 minutes : reportez-la, ou annulez-la avec un motif.',
  held: 'Cette instance est déjà déclarée tenue : rien n’a changé.',
  cancelled: 'Cette date est déjà annulée : rien n’a changé.',
  withdrawn: 'Cette date a déjà été retirée : rien n’a changé.',
};

const subjectWords: Readonly<Record<Subject, string>> = {
  action: 'l’action',
  group: 'le groupe de travail',
  person: 'la personne',
  mandate: 'le mandat',
  structure: 'la structure',
  territory: 'le territoire',
  entry: 'la mise à jour',
  meeting: 'la réunion',
  committee: 'ce comité ou ce COPIL',
  steeringRule: 'le COPIL',
  account: 'le compte',
  draft: 'le brouillon',
  absence: 'l’absence',
  pause: 'la pause',
  message: 'le message',
  request: 'la demande',
  circuit: 'le circuit',
  indicator: 'l’indicateur',
  alert: 'l’alerte',
};

const whereToLook: Partial<Record<Subject, string>> = {
  action: 'La liste s’affiche avec « actions ».',
  group: 'La liste s’affiche avec « groupe ».',
  person: 'L’annuaire s’affiche avec « qui ».',
  request: 'La liste s’affiche avec « demandes ».',
  alert: 'La liste s’affiche avec « alertes ».',
};

function alreadyExists(what: Subject, id: string): string {
  switch (what) {
    case 'meeting':
      return `Une réunion de ce groupe est déjà enregistrée au ${longDate(id)}.`;
    case 'committee':
      return `Une date est déjà enregistrée au ${longDate(id)} pour cette instance.`;
    case 'person':
      return `L’adresse ${id} est déjà celle d’une personne de l’annuaire.`;
    case 'mandate':
      return 'Cette personne exerce déjà ce rôle.';
    default:
      return 'C’est déjà enregistré.';
  }
}

function invalidSentence(field: string, why: string): string {
  if (why === 'sameStructure')
    return 'Le pilote et le co-pilote viennent de la même structure, alors que le pacte en demande deux différentes : indiquez une justification.';
  if (why === 'samePerson') return 'Vous ne pouvez pas enregistrer votre propre départ.';
  if (why === 'badEmail')
    return 'Cette adresse e-mail n’est pas complète : par exemple prenom.nom@structure.fr.';
  if (why === 'badDay') return 'Cette date n’existe pas : choisissez un jour du calendrier.';
  if (why === 'endBeforeStart') return 'La fin précède le début : vérifiez les deux dates.';
  if (why === 'hasReadings')
    return 'Des valeurs sont déjà enregistrées dans cette unité : créez plutôt un autre indicateur.';
  if (why === 'tooMany') return `Une action suit ${maxIndicators} indicateurs au plus.`;
  if (why === 'textTarget')
    return 'Un indicateur en texte n’a pas d’objectif chiffré : retirez « objectif » de sa ligne, ou « (texte) » de son nom.';
  if (why === 'badTarget') return 'Écrivez l’objectif en chiffres, par exemple « objectif 40 ».';
  if (why === 'twice') return 'Deux indicateurs portent le même nom : renommez l’un des deux.';
  if (field === 'year')
    return 'Cette année n’est pas dans le pacte, ou n’est pas encore commencée.';
  if (why === 'outOfRange' && field !== 'participants')
    return 'Un pourcentage va de 0 à 100, un nombre n’est pas négatif.';
  if (field === 'participants') return 'Indiquez un nombre de participants entre 1 et 2 000.';
  if (why === 'badTime') return 'Indiquez une heure comme « 14 h » ou « 14 h 30 ».';
  if (field === 'reason' && why === 'empty') return 'Indiquez le motif en quelques mots.';
  if (field === 'comment' && why === 'empty') return 'Décrivez le blocage en quelques mots.';
  if (why === 'empty') return 'À remplir.';
  if (why === 'tooLong') return 'C’est trop long : raccourcissez.';
  return 'Cette valeur n’est pas dans le pacte : choisissez dans la liste.';
}

/** Names who can, so that the person knows whom to ask (SPEC §4). */
async function notAllowed(
  turn: Turn,
  refusal: Extract<Refusal, { kind: 'notAllowed' }>,
): Promise<Answer> {
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
  return sentence(`${notAllowedWords[refusal.act]}${whom} Rien n’a été enregistré.`);
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
    'Envoyer l’évaluation de ce groupe est réservé à ses pilotes, au référent ou à la référente du territoire et à la chargée de mission.',
  manageCampaign: 'Ouvrir ou clore une campagne est réservé à la chargée de mission PTI.',
  correctEvaluation: 'Corriger des valeurs acceptées est réservé à la chargée de mission PTI.',
  markGoodPractice: 'Signaler une bonne pratique est réservé à la chargée de mission PTI.',
  logMeeting: `Enregistrer une réunion de ce groupe est ${concerned}.`,
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
