/** A refusal said in one French sentence. */

import type { RequiredPart } from '../domain/action-status.ts';
import { hour, longDate, plainDate } from '../french/format-date.ts';
import { inWords } from '../french/in-words.ts';
import { count } from '../french/plural.ts';
import { maxIndicators } from '../use-cases/action-fields.ts';
import type { MeetingState, Refusal, Subject } from '../use-cases/refusal.ts';

/** For an answer, or under a field of a form. */
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
    case 'alertMoved':
      return `L’alerte ${refusal.code} a changé depuis que vous l’avez lue : rien n’a été enregistré.`;
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
      return `L’évaluation ${refusal.year} du groupe ${refusal.group} est transmise et attend la réponse à la demande ${refusal.request} : ses valeurs ne changent plus d’ici là. Pour corriger, annulez la demande, ou demandez à la chargée de mission de la renvoyer à modifier.`;
    case 'readingChanged':
      return 'Cette valeur a changé depuis l’ouverture du formulaire. Rouvrez-le pour la voir avant de la remplacer.';
    case 'readingsMissing':
      return `Il manque encore ${count(refusal.missing, 'valeur', 'valeurs')} pour transmettre l’évaluation ${refusal.year} du groupe ${refusal.group}.`;
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
      return `Le ${plainDate(refusal.day)} est trop tôt : c’est possible à partir du ${plainDate(refusal.limit)}.`;
    case 'pauseTooLong':
      return `Une pause dure ${refusal.days} jours au plus : la vôtre peut aller jusqu’au ${longDate(refusal.latest)}.`;
    case 'outsideHours':
      return `Les rappels partent entre ${hour(refusal.from)} et ${hour(refusal.until)} : choisissez une heure dans cette plage.`;
    case 'invalid':
      return invalidSentence(refusal.field, refusal.why);
    case 'incomplete':
      return `Il manque ${partsInWords(refusal.missing)} : l’action reste au stade du projet.`;
    case 'reasonNeeded':
      return 'Revenir en arrière ou abandonner demande une raison : écrivez-la dans le commentaire.';
    case 'notAllowed':
      return 'C’est réservé à d’autres personnes du pacte : adressez-vous à la chargée de mission PTI.';
  }
}

function campaignSentence(refusal: Extract<Refusal, { kind: 'campaign' }>): string {
  const { year, standing, day } = refusal;
  if (standing === 'ahead')
    return `La campagne ${year} ouvre le ${longDate(day ?? '')} : vous pourrez transmettre l’évaluation à partir de ce jour. Les valeurs s’enregistrent déjà.`;
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
  if (why === 'ownSubstitute')
    return 'Vous ne pouvez pas être votre propre suppléant ou suppléante : choisissez une autre personne.';
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
    return 'Un pourcentage va de 0 à 100, un nombre de 0 à un milliard, avec quatre décimales au plus.';
  if (field === 'participants') return 'Indiquez un nombre de participants entre 1 et 2 000.';
  if (why === 'badTime') return 'Indiquez une heure comme « 14 h » ou « 14 h 30 ».';
  if (field === 'reason' && why === 'empty') return 'Indiquez le motif en quelques mots.';
  if (field === 'comment' && why === 'empty') return 'Décrivez le blocage en quelques mots.';
  if (why === 'empty') return 'À remplir.';
  if (why === 'tooLong') return 'C’est trop long : raccourcissez.';
  return 'Cette valeur n’est pas dans le pacte : choisissez dans la liste.';
}
