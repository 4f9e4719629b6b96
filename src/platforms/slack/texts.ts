/** The few French sentences that only this platform needs: waiting, failing, shortening. */
import type { Card, RichText } from '../../conversation/card.ts';

export const TEXTS = {
  cancel: 'Annuler',
  confirmTitle: 'Confirmer',
  continued: (label: string): string => `${label} (suite)`,
  shortened: [
    'La suite ne tient pas dans ce message. Pour la voir, précisez votre demande ou tapez ',
    { code: '/pti aide' },
    '.',
  ] satisfies RichText,
  wait: 'Un instant, je vérifie votre inscription…',
  formTooLate: 'Le formulaire n’a pas pu s’ouvrir à temps. Rien n’a été enregistré.',
  formTooLateAgain: 'Ouvrez-le quand vous voulez\u00a0:',
  formToComplete: 'Complétez le formulaire\u00a0: ce que vous avez tapé y est repris.',
  openForm: 'Ouvrir le formulaire',
  failed: (reference: string): string =>
    `Une erreur est survenue, rien n’a été enregistré. Référence\u00a0: ${reference}\u202f; vous pouvez réessayer.`,
  unsaid: (reference: string): string =>
    `Votre demande a été traitée, mais la réponse n’a pas pu s’afficher. Référence\u00a0: ${reference}\u202f; tapez /pti pour voir où vous en êtes.`,
  filesElsewhere: (count: number): string =>
    count === 1
      ? 'Le fichier arrive dans votre conversation privée avec le bot.'
      : 'Les fichiers arrivent dans votre conversation privée avec le bot.',
  filesUnsent: (count: number, reference: string): string =>
    `${count === 1 ? 'Le fichier n’a pas pu vous être envoyé' : 'Les fichiers n’ont pas pu vous être envoyés'}. Référence\u00a0: ${reference}\u202f; vous pouvez refaire votre demande.`,
  continuationFailed: (reference: string): string =>
    `La suite de la réponse n’a pas pu être préparée. Référence\u00a0: ${reference}\u202f; vous pouvez refaire votre demande.`,
  lookUpFailed: (reference: string): string =>
    `Votre inscription n’a pas pu être vérifiée pour le moment. Votre demande est gardée\u202f; la réponse viendra dès que possible. Référence\u00a0: ${reference}.`,
  fileTooLarge: (name: string): string =>
    `Le fichier «\u00a0${name}\u00a0» dépasse 5\u00a0Mo\u00a0: il n’a pas été lu.`,
  fileUnreadable: (name: string): string =>
    `Le fichier «\u00a0${name}\u00a0» n’a pas pu être lu. Envoyez-le de nouveau, ou vérifiez qu’il vient bien de cet espace de travail.`,
} as const;

/** A card of one sentence. */
export function sentence(words: string): Card {
  return { summary: words, blocks: [{ kind: 'text', text: [words] }] };
}
