/** Why an act on a request was refused: the truth, and what can be done (SPEC §6). */

import type { SeatPerson } from '../../domain/circuit/events.ts';
import type { CircuitRefusal } from '../../domain/circuit/refusals.ts';
import { onDateAt, plainDate } from '../../french/format-date.ts';
import { personName } from '../labels.ts';
import type { Names } from '../names.ts';

const decisions = {
  approve: 'approuvée',
  approveWithReservations: 'approuvée avec réserves',
  askForChanges: 'renvoyée pour modifications',
  refuse: 'refusée',
} as const;

const outcomes = {
  approved: 'approuvée',
  refused: 'refusée',
  cancelled: 'annulée',
} as const;

const stepOutcomes = {
  approved: 'approuvée',
  refused: 'refusée',
  changesAsked: 'renvoyée pour modifications',
  amended: 'modifiée depuis',
  cancelled: 'annulée',
} as const;

export function circuitRefusalSentence(
  refusal: CircuitRefusal,
  code: string,
  names: Names,
  today: string,
): string {
  const who = (id: string | null) => personName(names, id);
  switch (refusal.kind) {
    case 'cancelled':
      return `La demande ${code} a été annulée par ${who(refusal.by)} ${onDateAt(refusal.at, today)} : rien n’a changé.`;
    case 'ended':
      return `La demande ${code} a déjà été ${outcomes[refusal.outcome]} par ${who(refusal.by)} ${onDateAt(refusal.at, today)} : rien n’a changé.`;
    case 'alreadyDecided':
      return `${who(refusal.by)} a déjà répondu pour ce siège : demande ${decisions[refusal.decision]} ${onDateAt(refusal.at, today)}. Rien n’a changé.`;
    case 'stepClosed':
      return `Cette étape est déjà ${stepOutcomes[refusal.outcome]}${refusal.by ? ` par ${who(refusal.by)}` : ''} ${onDateAt(refusal.at, today)} : rien n’a changé. Voyez la demande ${code}.`;
    case 'olderVersion':
      return `La demande ${code} a été modifiée depuis que vous l’avez vue : relisez-la, puis répondez sur la nouvelle version.`;
    case 'changesAsked':
      return `Des modifications ont été demandées par ${who(refusal.by)} ${onDateAt(refusal.at, today)} : la demande ${code} vous reviendra une fois modifiée.`;
    case 'ownRequest':
      return `La demande ${code} est la vôtre : personne ne valide sa propre demande.`;
    case 'noSeat':
      return `Cette étape ne vous est pas demandée.${answering(refusal.persons, names)} Rien n’a changé.`;
    case 'mandateEnded':
      return 'Votre mandat à ce siège a pris fin : vous ne pouvez plus répondre. Si c’est une erreur, voyez la chargée de mission PTI.';
    case 'substitutionEnded':
      return `Vous ne remplacez plus ${who(refusal.inPlaceOf)} : c’est à cette personne de répondre.`;
    case 'reassigned':
      return `Cette réponse a été confiée à ${who(refusal.to)} : c’est à cette personne de répondre.`;
    case 'notYourTurn':
      return 'Votre tour n’est pas encore venu : vous serez prévenu ou prévenue.';
    case 'stepNotOpen':
    case 'unknownStep':
    case 'unknownSeat':
      return `Cette étape n’est pas ouverte : voyez où en est la demande ${code}.`;
    case 'stepSkipped':
      return `Cette étape est sans objet pour la demande ${code} : rien n’a changé.`;
    case 'textMissing':
      return refusal.field === 'reason'
        ? 'Indiquez la raison.'
        : 'Écrivez votre réponse en quelques mots.';
    case 'dayOutOfRange':
      return `Choisissez un jour entre le ${plainDate(refusal.from)} et le ${plainDate(refusal.until)}.`;
    case 'noSubstitute':
      return 'Vous n’avez pas désigné de suppléance : déclarez-la avec « absence ».';
    case 'notRequester':
      return `Seule la personne qui a fait la demande, ${who(refusal.requester)}, peut la modifier.`;
    case 'notProgrammeOfficer':
      return 'C’est réservé à la chargée de mission PTI.';
    case 'mayNotCancel':
      return `Seules la personne qui a fait la demande, ${who(refusal.requester)}, et la chargée de mission PTI peuvent l’annuler.`;
    case 'notAbsentNorLate':
      return `Le délai n’est pas passé et la personne n’est pas absente : laissez-lui répondre${refusal.dueOn ? ` jusqu’au ${plainDate(refusal.dueOn)}` : ''}, ou réattribuez.`;
    case 'holdsSeat':
      return 'Ce siège est le vôtre : répondez directement à la demande.';
    case 'targetIsRequester':
      return 'La personne qui demande ne peut pas répondre à sa propre demande : choisissez quelqu’un d’autre.';
    case 'targetLeft':
      return 'Cette personne est partie : choisissez quelqu’un d’autre.';
    case 'nothingAmended':
      return 'Rien n’a été modifié : corrigez la fiche de l’action ou répondez par un texte.';
  }
}

function answering(persons: readonly SeatPerson[], names: Names): string {
  const who = [...new Set(persons.map(({ personId }) => personName(names, personId)))].slice(0, 3);
  const may = who.length > 1 ? 'Peuvent' : 'Peut';
  return who.length > 0 ? ` ${may} répondre : ${who.join(', ')}.` : '';
}
