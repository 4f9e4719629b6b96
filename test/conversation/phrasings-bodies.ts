/**
 * What référents of territories and a chargée de mission type about committees, COPIL and dates,
 * collected before the grammar was written. Spoken on Wednesday 3 March 2027.
 */
import type { BodyMove, Command } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

const committee = (territory?: string, move: BodyMove = {}): Command => ({
  name: 'committee',
  ...(territory !== undefined && { territory }),
  ...move,
});
const plan = (territory: string | undefined, move: BodyMove): Command =>
  committee(territory, { act: 'plan', ...move });
const held = (territory: string | undefined, move: BodyMove = {}): Command =>
  committee(territory, { act: 'hold', ...move });
const copil = (rule?: string, move: BodyMove = {}): Command => ({
  name: 'steering',
  ...(rule !== undefined && { rule }),
  ...move,
});
const agenda = (territory?: string, page = 1): Command =>
  territory === undefined ? { name: 'agenda', page } : { name: 'agenda', territory, page };

const planned: readonly Phrasing[] = [
  row(
    'comité thau 12/03/2027 14h Sète',
    plan('thau', { day: '2027-03-12', time: '14:00', place: 'Sète' }),
  ),
  row('comité thau 12/03/2027', plan('thau', { day: '2027-03-12' })),
  row('Comité THA 12 mars', plan('thau', { day: '2027-03-12' })),
  row(
    'comite local thau vendredi 12 mars 9h30',
    plan('thau', { day: '2027-03-12', time: '09:30' }),
  ),
  row(
    'comité local d’animation Biterrois 20 avril à 14 h, Maison du Département',
    plan('biterrois', { day: '2027-04-20', time: '14:00', place: 'Maison du Département' }),
  ),
  row(
    'planifier le comité de thau le 8 juin 2027 à 10h à la mission locale',
    plan('thau', { day: '2027-06-08', time: '10:00', place: 'mission locale' }),
  ),
  row(
    'Bonjour, le comité de Béziers aura lieu le 3 juin à 9h',
    plan('biterrois', { day: '2027-06-03', time: '09:00' }),
  ),
  row('thau comité 12/03/2027 14h', plan('thau', { day: '2027-03-12', time: '14:00' })),
  row('comité lunel mardi en huit', plan('petite-camargue', { day: '2027-03-16' })),
  row('comité montpel 15 septembre', plan('montpellierain', { day: '2027-09-15' }), 'a beginning'),
  row(
    'comité pic st loup 4 mai 14h30',
    plan('coeur-herault', { day: '2027-05-04', time: '14:30' }),
  ),
  row('comité 12/03/2027 14h', plan(undefined, { day: '2027-03-12', time: '14:00' }), 'mine'),
  row(
    'comité 12/03/2027 14h Sète',
    asks(
      plan('thau', { day: '2027-03-12', time: '14:00' }),
      plan(undefined, { day: '2027-03-12', time: '14:00', place: 'Sète' }),
    ),
    'the territory or the town',
  ),
  row('comité biterois 12/03/2027', asks(plan('biterrois', { day: '2027-03-12' })), 'misspelt'),
  row(
    'comité tau 12/03/2027',
    asks(plan(undefined, { day: '2027-03-12', place: 'tau' })),
    'names no territory: never passed over',
  ),
  row('comité thau 31/02/2027', 'refused'),
  row('comité thau mardi 12 mars 2027', 'refused', 'it is a Friday'),
  row('comité thau 12/02/2027', asks(held('thau', { day: '2027-02-12' })), 'already past'),
  row('planifier un comité', plan(undefined, {})),
  row('planifier le comité thau', plan('thau', {})),
  row('nouveau comité local thau', plan('thau', {})),
  row('organiser un comité à thau fin juin', plan('thau', { day: '2027-06-30' })),
];

const closed: readonly Phrasing[] = [
  row(
    'comité thau tenu 12/02/2027 23 participants',
    held('thau', { day: '2027-02-12', participants: 23 }),
  ),
  row('comité thau tenu hier, 18 personnes', held('thau', { day: '2027-03-02', participants: 18 })),
  row('comité thau tenu', held('thau')),
  row('comité tenu 25 participants', held(undefined, { participants: 25 })),
  row('comité tenu', held(undefined)),
  row(
    'le comité de Thau a eu lieu le 2 mars, 21 participants',
    held('thau', { day: '2027-03-02', participants: 21 }),
  ),
  row(
    'le comité local du biterrois s’est tenu lundi avec 30 personnes',
    held('biterrois', { day: '2027-03-01', participants: 30 }),
  ),
  row(
    'comité thau hier 23 participants',
    asks(held('thau', { day: '2027-03-02', participants: 23 })),
  ),
  row(
    'comité thau tenu hier 23 participants : feuille de route validée',
    held('thau', { day: '2027-03-02', participants: 23, comment: 'feuille de route validée' }),
  ),
  row('clore le comité thau', held('thau')),
  row('comité thau tenu le 20 mars 2028', held('thau', { day: '2028-03-20' }), 'refused later'),
];

const moved: readonly Phrasing[] = [
  row('comité thau reporté au 19 mars', committee('thau', { act: 'postpone', day: '2027-03-19' })),
  row(
    'comité thau reporté au 19/03/2027 à 15h : salle indisponible',
    committee('thau', {
      ...{ act: 'postpone', day: '2027-03-19', time: '15:00', comment: 'salle indisponible' },
    }),
  ),
  row(
    'comité thau reporté du 12 au 19 mars',
    committee('thau', { act: 'postpone', was: '2027-03-12', day: '2027-03-19' }),
  ),
  row(
    'le comité a été avancé au 8 mars',
    committee(undefined, { act: 'postpone', day: '2027-03-08' }),
  ),
  row(
    'comité frontignan annulé : neige',
    asks(committee(undefined, { act: 'cancel', comment: 'neige' })),
    'names no territory',
  ),
  row('reporter le comité de thau', committee('thau', { act: 'postpone' })),
  row('comité décalé au 2 avril', committee(undefined, { act: 'postpone', day: '2027-04-02' })),
  row(
    'comité thau annulé : grève des transports',
    committee('thau', { act: 'cancel', comment: 'grève des transports' }),
  ),
  row(
    'comité thau annulé faute de participants',
    committee('thau', { act: 'cancel', comment: 'faute de participants' }),
  ),
  row(
    'comité thau du 12 mars annulé : salle inondée',
    committee('thau', { act: 'cancel', was: '2027-03-12', comment: 'salle inondée' }),
  ),
  row('annuler le comité thau', committee('thau', { act: 'cancel' })),
];

const read: readonly Phrasing[] = [
  row('comité', committee()),
  row('comités', committee()),
  row('les comités locaux', committee()),
  row('comité thau', committee('thau')),
  row('comité local de la petite camargue', committee('petite-camargue')),
  row('quand est le prochain comité de thau ?', committee('thau')),
  row('comité thau 12 mars ?', committee('thau'), 'a question plans nothing'),
  row('comité tous', { name: 'committee', all: true }),
  row('tous les comités', committee()),
  row('comité des fêtes', 'refused'),
  row('aide comité', { name: 'help', topic: 'comité' }),
];

const steering: readonly Phrasing[] = [
  row('copil', copil()),
  row('COPIL ?', copil()),
  row('comité de pilotage', copil()),
  row('copil final', copil('final')),
  row(
    'copil intermédiaire 20 juin 2028',
    copil('intermédiaire', { act: 'plan', day: '2028-06-20' }),
  ),
  row(
    'copil intermédiaire 21 juin 2027 10h Hôtel du Département',
    copil('intermédiaire', {
      ...{ act: 'plan', day: '2027-06-21', time: '10:00', place: 'Hôtel du Département' },
    }),
  ),
  row('copil mi-parcours le 21 juin', copil('intermédiaire', { act: 'plan', day: '2027-06-21' })),
  row('copil de cloture 5 decembre 2028', copil('final', { act: 'plan', day: '2028-12-05' })),
  row(
    'copil 20 juin 2027',
    copil(undefined, { act: 'plan', day: '2027-06-20' }),
    'which: the form',
  ),
  row(
    'copil tenu hier 40 participants',
    copil(undefined, { act: 'hold', day: '2027-03-02', participants: 40 }),
  ),
  row('copil final annulé : élections', copil('final', { act: 'cancel', comment: 'élections' })),
  row(
    'copil intermédiaire reporté au 5 juillet',
    copil('intermédiaire', { act: 'postpone', day: '2027-07-05' }),
  ),
];

const dates: readonly Phrasing[] = [
  row('mon agenda', agenda()),
  row('agenda thau', agenda('thau')),
  row('thau agenda', agenda('thau')),
  row('agenda thau page 2', agenda('thau', 2)),
  row('prochaines dates', agenda()),
  row('quelles sont les prochaines dates ?', agenda()),
  row('agenda biterois', asks(agenda('biterrois'))),
  row('agenda événementiel', asks({ name: 'action', action: 'PCA-1' }, agenda())),
  row('aide agenda', { name: 'help', topic: 'agenda' }),
];

export const bodyPhrasings: readonly Phrasing[] = [
  ...planned,
  ...closed,
  ...moved,
  ...read,
  ...steering,
  ...dates,
];
