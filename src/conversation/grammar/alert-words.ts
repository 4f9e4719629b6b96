/** The ways people raise a difficulty, and ask what became of those they raised. */

const difficulties = [
  ...['probleme', 'un probleme', 'des problemes', 'difficulte', 'une difficulte'],
  ...['des difficultes', 'une alerte', 'alerte'],
];
const deeds = 'signaler remonter declarer signalement soulever'.split(' ');

export const alertWords = {
  alert: [
    ...['alerte', 'alerter', 'nouvelle alerte', 'lancer une alerte', 'creer une alerte'],
    ...['alerter la chargee de mission', 'alerter le charge de mission', 'alerte sur'],
    ...['remontee', 'nouvelle remontee', 'j ai une difficulte', 'j ai un probleme'],
    ...['on a un probleme', 'nous avons un probleme', 'nous avons une difficulte'],
    ...deeds.flatMap((deed) => difficulties.map((what) => `${deed} ${what}`)),
    ...difficulties.map((what) => `faire remonter ${what}`),
  ].join(', '),
  alerts: `
    alertes, mes alertes, alertes en cours, alertes ouvertes, liste des alertes, suivi des alertes, quelles alertes,
    ou en est mon alerte, ou en sont mes alertes, mon alerte, remontees, mes remontees
  `,
} as const;
