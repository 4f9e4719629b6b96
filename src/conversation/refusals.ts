/** Why something was refused, with what can be done instead, as the answer that a person gets. */

import { statusLabel } from '../french/terms.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { alertTurnWords } from './alerts/alert-card.ts';
import { button, openForm, say, sentence } from './answers.ts';
import type { Answer } from './exchange.ts';
import { notAllowed } from './not-allowed.ts';
import { partsInWords, refusalSentence } from './refusal-sentences.ts';
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

function alertStateSentence(
  turn: Turn,
  { code, latest }: Extract<Refusal, { kind: 'alertState' }>,
): string {
  if (!latest) return `L’alerte ${code} a déjà été traitée : rien n’a changé.`;
  const words = alertTurnWords(turn.names, latest, turn.today);
  return `Alerte ${code} : ${words[0]?.toLowerCase()}${words.slice(1)}. Rien n’a changé.`;
}
