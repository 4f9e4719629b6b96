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
  writeFirst:
    'Écrivez d’abord à Relais\u00a0PTI dans sa conversation, pour que votre compte soit relié à l’annuaire du pacte.',
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
  localFile: 'En mode local, le fichier se télécharge depuis cet ordinateur\u00a0: ',
  fileGone: 'Ce fichier n’est plus gardé, ou n’a pas été préparé pour vous. Redemandez-le.',
  fileNotUploaded: (name: string, reference: string): string =>
    `Le fichier «\u00a0${name}\u00a0» n’a pas pu être déposé dans vos fichiers. Acceptez-le de nouveau. Référence\u00a0: ${reference}.`,
  filesElsewhere: (count: number): string =>
    count === 1
      ? 'Le fichier vous arrive en conversation privée.'
      : 'Les fichiers vous arrivent en conversation privée.',
  filesUnsent: (count: number, reference: string): string =>
    `${count === 1 ? 'Le fichier n’a pas pu être envoyé' : 'Les fichiers n’ont pas pu être envoyés'}. Référence\u00a0: ${reference}\u202f; redemandez-${count === 1 ? 'le' : 'les'} plus tard.`,
  continuationFailed: (reference: string): string =>
    `La suite n’a pas pu être préparée. Référence\u00a0: ${reference}\u202f; vous pouvez redemander.`,
} as const;

/** A card of one sentence. */
export function sentence(words: string): Card {
  return { summary: words, blocks: [{ kind: 'text', text: [words] }] };
}
