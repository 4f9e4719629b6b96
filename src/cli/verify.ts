/** `relais verify`. */
import { type StoreCheck, type StoreFault, verifyStore } from '../use-cases/verify-store.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { withStore } from './open-store.ts';

export async function verify(console: Console): Promise<ExitStatus> {
  return withStore(console, { create: false }, async ({ db }) => {
    // Within a transaction, a bot that is running cannot write between two readings.
    const check = await db.transaction().execute((trx) => verifyStore(trx));
    say(console.write, ...summary(check));
    if (check.faults.length === 0) {
      say(console.write, 'Aucune anomalie.');
      return 0;
    }
    say(console.complain, ...check.faults.map(describeFault));
    const several = check.faults.length > 1 ? 's' : '';
    say(console.complain, `${check.faults.length} anomalie${several}.`);
    return 1;
  });
}

function summary(check: StoreCheck): readonly string[] {
  const erased = check.erasedTexts > 0 ? ` (effacés : ${check.erasedTexts})` : '';
  return [
    `Lignes du journal dont la chaîne a été vérifiée : ${check.journalRows}.`,
    `Textes comparés à leur empreinte : ${check.texts}${erased}.`,
    `États recalculés depuis le journal et comparés (actions : ${check.actions}, réunions : ${check.meetings}, mandats : ${check.mandates}, absences : ${check.absences}, demandes : ${check.requests}, relevés : ${check.readings}, pactes : ${check.pacts}).`,
    endWords(check),
    'Références comparées au pacte : axes, thèmes, publics, structures, territoires, rôles.',
  ];
}

/** Kept elsewhere, it shows whether the journal was cut or written anew since. */
export function endWords({ last }: Pick<StoreCheck, 'last'>): string {
  return last
    ? `Empreinte de la ligne ${last.seq} du journal, la dernière, à noter ailleurs que sur ce serveur : ${last.hash}.`
    : 'Le journal est vide.';
}

const tableWords: Readonly<Record<string, string>> = {
  action: 'action',
  actionEntry: 'avancée',
  blocker: 'blocage',
  meeting: 'réunion',
  mandate: 'mandat',
  pact: 'pacte',
  absence: 'absence',
  request: 'demande',
  indicator: 'indicateur',
  reading: 'relevé',
  evaluation: 'évaluation',
  campaign: 'campagne',
  practice: 'bonne pratique de l’action',
  pause: 'pause des rappels',
  preference: 'préférence de rappel',
  calendarLink: 'lien d’agenda',
  freeText: 'texte',
  workingGroup: 'groupe',
  journal: 'journal',
};

export function describeFault(fault: StoreFault): string {
  const row = fault.row === undefined ? '' : ` (ligne ${fault.row} du journal)`;
  const what = `${tableWords[fault.table] ?? fault.table} ${fault.subject}`.trim();
  switch (fault.check) {
    case 'chain':
      return `Ligne ${fault.row} du journal : elle ne suit pas de la précédente. Elle a été modifiée, ou une ligne manque avant elle.`;
    case 'journalEnd':
      return `Ligne ${fault.row} du journal : elle manque, comme toutes celles qui la suivaient.`;
    case 'trigger':
      return `Protection de la base « ${fault.subject} » : ${fault.found === 'absent' ? 'elle a été retirée' : 'elle n’est pas du bot, ou a été modifiée'}.`;
    case 'file':
      return `Fichier de la base : ${fault.subject}.`;
    case 'text':
      return `${what} : le texte n’est pas celui qui a été enregistré${row}.`;
    case 'reference':
      return fault.field
        ? `${what} : « ${fault.found} » (${fault.field}) n’est pas dans le pacte.`
        : `${what} : l’enregistrement « ${fault.expected} » auquel il renvoie n’existe pas.`;
    case 'state':
      if (fault.field)
        return `${what} : ${fault.field} vaut « ${fault.found} », le journal donne « ${fault.expected} »${row}.`;
      return fault.found === 'absent'
        ? `${what} : absent de la base, alors que le journal le donne${row}.`
        : `${what} : présent dans la base, sans que le journal le donne${row}.`;
  }
}
