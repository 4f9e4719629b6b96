/** The ways people name their reminders, and what they want done to them. */

const names = ['rappels', 'rappel', 'relances', 'notifications'];
const deeds = [
  ...'mettre mets mettez suspendre suspends suspendez arreter arrete arretez stop stopper'.split(
    ' ',
  ),
  ...'couper coupez desactiver reprendre reprends reprenez reactiver regler reglage reglages'.split(
    ' ',
  ),
  ...['modifier', 'changer', 'prochain', 'prochains', 'quand est le prochain', 'en pause'],
  ...['mettre en pause', 'mets en pause', 'mettez en pause', 'plus de', 'plus aucun'],
];
const articles = ['', 'mes ', 'les ', 'des ', 'de mes '];

const pauses = ['pause', 'la pause', 'ma pause', 'une pause'];
const pauseDeeds = ['annuler', 'lever', 'arreter', 'terminer', 'fin de', 'faire', 'mettre'];

export const reminderWords = {
  reminders: [
    ...names.flatMap((name) => [
      ...[name, `mes ${name}`],
      ...deeds.flatMap((deed) => articles.map((article) => `${deed} ${article}${name}`)),
    ]),
    ...['pause', 'en pause', 'mettre en pause', 'mets en pause', 'mettez en pause'],
    ...pauseDeeds.flatMap((deed) => pauses.map((pause) => `${deed} ${pause}`)),
    ...['ne me', 'ne plus me', 'ne pas me', 'me'].flatMap((lead) =>
      ['relancez', 'relance', 'relancer', 'rappelez', 'rappelle', 'rappeler'].map(
        (verb) => `${lead} ${verb}`,
      ),
    ),
    ...['ne plus etre relance', 'ne plus etre relancee', 'ne plus etre rappele'],
    ...['rappelez moi', 'rappelle moi', 'relancez moi', 'relance moi'],
    ...['comment suis je relance', 'comment suis je relancee', 'quand suis je relance'],
    ...['messagerie', 'ecrivez moi', 'ecris moi', 'm ecrire', 'me prevenir', 'prevenez moi'],
    ...['previens moi', 'me joindre'],
  ].join(', '),
} as const;
