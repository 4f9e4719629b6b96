/** What a restoration changed, said to whoever ordered it, with what remains to be done. */

import { parisDay, parisTime } from '../domain/paris-time.ts';
import { longDateAt } from '../french/format-date.ts';
import { count } from '../french/plural.ts';
import type { Restoration } from '../use-cases/record-restoration.ts';

/** @param kept where the former database is; `undefined` when there was none */
export function describeRestoration(
  restoration: Restoration,
  kept: string | undefined,
): readonly string[] {
  const { backupAt } = restoration;
  const state = backupAt
    ? `l’état du ${longDateAt(parisDay(backupAt), parisTime(backupAt))}`
    : 'l’état de la copie (elle ne dit pas de quand elle date)';
  return [
    `La base est rétablie dans ${state}, et vérifiée.`,
    ...lostWords(restoration, kept),
    ...messageWords(restoration),
    'Les mandats terminés, les comptes refusés et les liens d’agenda remplacés depuis la sauvegarde valent de nouveau : relisez « admin personnes » et « admin comptes », et faites remplacer les liens d’agenda.',
    ...(kept
      ? [
          `L’ancienne base est gardée : ${kept}. Elle contient des données personnelles : supprimez-la quand elle ne sert plus.`,
        ]
      : []),
    'Vous pouvez démarrer le bot.',
  ];
}

function lostWords({ lost }: Restoration, kept: string | undefined): readonly string[] {
  if (!lost)
    return ['Ce qui a été enregistré après la sauvegarde n’y est pas : il faut le refaire.'];
  const { entries, departed } = lost;
  const words =
    entries === 0
      ? ['L’ancienne base ne contenait rien de plus récent.']
      : [
          `${count(entries, 'enregistrement postérieur à la sauvegarde n’y est pas : il faut le refaire', 'enregistrements postérieurs à la sauvegarde n’y sont pas : il faut les refaire')}. Pour les relire : DATABASE_PATH=${kept} npm run relais -- export <dossier>`,
        ];
  if (departed.length === 0) return words;
  return [
    ...words,
    `Départs enregistrés depuis, dont les données réapparaissent : ${departed.join(', ')}. Refaites-les dès que le bot tourne (admin départ).`,
  ];
}

function messageWords({ sentSince, doubtful, rewrites }: Restoration): readonly string[] {
  return [
    ...(sentSince > 0
      ? [
          `${count(sentSince, 'message parti depuis la sauvegarde est reconnu : il ne partira pas une seconde fois', 'messages partis depuis la sauvegarde sont reconnus : ils ne partiront pas une seconde fois')}.`,
        ]
      : []),
    ...(doubtful > 0
      ? [
          `${count(doubtful, 'message attendait', 'messages attendaient')} dans la sauvegarde, et rien ne dit ici s’ils sont partis depuis. Là où la messagerie garde la trace de ce que le bot a écrit, elle sera interrogée avant tout envoi ; ailleurs, ils ne partiront pas. Ce qu’ils demandent reste visible dans « accueil », et les rappels suivent.`,
        ]
      : []),
    ...(rewrites > 0
      ? [
          `${count(rewrites, 'message déjà reçu sera réécrit', 'messages déjà reçus seront réécrits')} d’après la base rétablie.`,
        ]
      : []),
  ];
}
