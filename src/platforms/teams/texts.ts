/** The few French sentences that only this platform needs: waiting, failing, pointing elsewhere. */
import type { Card, RichText } from '../../conversation/card.ts';

export const TEXTS = {
  required: 'À remplir.',
  shortened: [
    'La suite ne tient pas dans ce message. Pour la voir, précisez votre demande ou tapez ',
    { code: 'aide' },
    '.',
  ] satisfies RichText,
  wait: 'Un instant, je vérifie votre inscription…',
  below: 'La réponse est dans le message suivant.',
  answeredPrivately: 'Je vous ai répondu en conversation privée.',
  cannotWritePrivately:
    'Je ne peux pas vous répondre ici devant tous, ni vous écrire en privé\u00a0: ouvrez une conversation avec Relais\u00a0PTI dans Teams, puis posez-moi la question.',
  failed: (reference: string): string =>
    `Une erreur est survenue, rien n’a été enregistré. Référence\u00a0: ${reference}\u202f; vous pouvez réessayer.`,
  unsaid: (reference: string): string =>
    `Votre demande a été traitée, mais la réponse n’a pas pu s’afficher. Référence\u00a0: ${reference}\u202f; écrivez «\u00a0accueil\u00a0» pour voir où vous en êtes.`,
  lookUpFailed: (reference: string): string =>
    `Votre inscription n’a pas pu être vérifiée pour le moment. Votre demande est gardée\u202f; la réponse viendra dès que possible. Référence\u00a0: ${reference}.`,
  fileTooLarge: (name: string): string =>
    `Le fichier «\u00a0${name}\u00a0» dépasse 5\u00a0Mo\u00a0: il n’a pas été lu.`,
  fileUnreadable: (name: string): string =>
    `Le fichier «\u00a0${name}\u00a0» n’a pas pu être lu. Envoyez-le de nouveau.`,
} as const;

/** A card of one sentence. */
export function sentence(words: string): Card {
  return { summary: words, blocks: [{ kind: 'text', text: [words] }] };
}
