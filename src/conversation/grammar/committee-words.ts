/** The ways people name the bodies of the pact and their dates. */

const names = ['comite', 'comite local', 'comite d animation', 'comite territorial'];
/** What people do to a body before naming it; what it means is read from the whole line. */
const deeds =
  `planifier programmer organiser fixer prevoir poser reporter decaler deplacer repousser
  annuler supprimer cloturer clore tenir nouveau`.split(/\s+/);
const articles = ['', 'un ', 'le ', 'notre ', 'mon '];

const asked = ['prochain', 'quand est le', 'quand est le prochain', 'quand a lieu le', 'date du'];

function ways(name: string): readonly string[] {
  return [
    name,
    ...deeds.flatMap((deed) => articles.map((article) => `${deed} ${article}${name}`)),
    ...asked.map((before) => `${before} ${name}`),
  ];
}

export const committeeWords = {
  committee: [
    ...names.flatMap(ways),
    ...['comites', 'comites locaux', 'comites d animation', 'comite local d animation'],
    ...['comites locaux d animation', 'cla'],
  ].join(', '),
  steering: [
    ...['copil', 'comite de pilotage'].flatMap(ways),
    'copils',
    'comites de pilotage',
  ].join(', '),
  agenda: `
    agenda, mon agenda, agenda du pacte, calendrier, mon calendrier, prochaines dates, prochaine
    date, dates a venir, mes prochaines dates, prochaines echeances, echeances, quelles sont les
    prochaines dates, lien agenda, lien d agenda, mon lien d agenda, lien de mon agenda, fichier
    agenda, fichier d agenda, synchroniser mon agenda, synchroniser agenda, synchroniser l agenda,
    abonner mon agenda, m abonner a l agenda, ajouter a mon agenda, dans mon agenda
  `,
};
