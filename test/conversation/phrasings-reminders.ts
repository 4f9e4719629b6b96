/**
 * What people type about how they are reminded, collected before the grammar was written. Spoken on
 * Wednesday 3 March 2027.
 */
import type { Command, ReminderWish } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

const reminders = (wish: ReminderWish = {}): Command => ({ name: 'reminders', ...wish });
const until = (day: string, from = '2027-03-03'): Command =>
  reminders({ act: 'pause', from, until: day });
const choose = (wish: ReminderWish): Command => reminders({ act: 'choose', ...wish });

const shown: readonly Phrasing[] = [
  row('rappels', reminders()),
  row('Rappels ?', reminders()),
  row('mes rappels', reminders()),
  row('rappel', reminders()),
  row('voir mes rappels', reminders()),
  row('relances', reminders()),
  row('mes relances', reminders()),
  row('mes notifications', reminders()),
  row('comment suis-je relancé ?', reminders()),
  row('prochains rappels', reminders()),
  row('quand est le prochain rappel ?', reminders()),
  row('réglage des rappels', reminders()),
  row('aide rappels', { name: 'help', topic: 'rappels' }),
  row('aide pause', { name: 'help', topic: 'rappels' }),
];

const paused: readonly Phrasing[] = [
  row("rappels pause jusqu'au 15 mars", until('2027-03-15')),
  row('rappels pause jusqu’au 15 mars', until('2027-03-15')),
  row('Rappels : pause jusqu’au 15/03/2027', until('2027-03-15')),
  row('rappel pause jusqu au 15', until('2027-03-15')),
  row('rappels pause 2 semaines', until('2027-03-16')),
  row('rappels pause deux semaines', until('2027-03-16')),
  row('rappels pause pendant 10 jours', until('2027-03-12')),
  row('rappels pause pour 10 jours', until('2027-03-12')),
  row('rappels pause une semaine', until('2027-03-09')),
  row('rappels pause 15 jours', until('2027-03-17')),
  row('rappels pause une quinzaine', until('2027-03-16')),
  row('rappels pause un mois', until('2027-04-02')),
  row(
    'rappels pause demain',
    asks(until('2027-03-04'), until('2027-03-04', '2027-03-04')),
    'until then, or that day alone',
  ),
  row('rappels pause le 15 mars', asks(until('2027-03-15'), until('2027-03-15', '2027-03-15'))),
  row('rappels pause jusqu’à demain', until('2027-03-04')),
  row('rappels pause jusqu’à vendredi', until('2027-03-05')),
  row('rappels pause jusqu’à lundi prochain', until('2027-03-08')),
  row('rappels pause jusqu’à fin mars', until('2027-03-31')),
  row('rappels pause du 10 au 20 mars', until('2027-03-20', '2027-03-10')),
  row('rappels pause la semaine prochaine', until('2027-03-14', '2027-03-08')),
  row('rappels pause cette semaine', until('2027-03-07', '2027-03-01')),
  row('rappels pause', reminders({ act: 'pause' })),
  row('pause', reminders({ act: 'pause' })),
  row('pause jusqu’au 15 mars', until('2027-03-15')),
  row('pause de 2 semaines', until('2027-03-16')),
  row('en pause jusqu’au 15 mars', until('2027-03-15')),
  row('mettre mes rappels en pause', reminders({ act: 'pause' })),
  row('mettre en pause mes rappels jusqu’au 15 mars', until('2027-03-15')),
  row('mettez mes rappels en pause une semaine svp', until('2027-03-09')),
  row('suspendre les rappels jusqu’au 15 mars', until('2027-03-15')),
  row('suspendre mes relances pendant 8 jours', until('2027-03-10')),
  row('je voudrais arrêter les rappels jusqu’au 20 mars', until('2027-03-20')),
  row('stop rappels', reminders({ act: 'pause' })),
  row('rappels stop', reminders({ act: 'pause' })),
  row('plus de rappels jusqu’à lundi', until('2027-03-08')),
  row('couper les notifications', reminders({ act: 'pause' })),
  row('ne me relancez plus avant le 15 mars', until('2027-03-14')),
  row('ne plus être relancé jusqu’au 15 mars', until('2027-03-15')),
  row('rappelez-moi dans 3 jours', until('2027-03-05')),
  row('rappelle-moi lundi', until('2027-03-07')),
  row('rappels plus tard', reminders({ act: 'pause' })),
  row('rappels jusqu’au 15 mars', asks(until('2027-03-15')), 'a pause? asked'),
  row('rappels pause jusqu’au 31/02/2027', 'refused'),
  row('rappels pause jusqu’au mardi 12 mars', 'refused', 'it is a Friday'),
  row('rappels pause jusqu’au 2 mars 2027', 'refused', 'past'),
];

const resumed: readonly Phrasing[] = [
  row('rappels reprendre', reminders({ act: 'resume' })),
  row('reprendre mes rappels', reminders({ act: 'resume' })),
  row('reprendre les rappels', reminders({ act: 'resume' })),
  row('rappels reprise', reminders({ act: 'resume' })),
  row('fin de pause', reminders({ act: 'resume' })),
  row('fin de la pause', reminders({ act: 'resume' })),
  row('annuler la pause', reminders({ act: 'resume' })),
  row('annuler ma pause', reminders({ act: 'resume' })),
  row('lever la pause des rappels', reminders({ act: 'resume' })),
  row('réactiver mes rappels', reminders({ act: 'resume' })),
  row('rappels pause annulée', reminders({ act: 'resume' })),
  row('rappels arrêter la pause', reminders({ act: 'resume' })),
  row('rappels reprendre le 16 mars', until('2027-03-15'), 'a pause until the day before'),
];

const chosen: readonly Phrasing[] = [
  row('rappels heure 9h', choose({ hour: '09:00' })),
  row('rappels heure 9', choose({ hour: '09:00' })),
  row('rappels 9h30', choose({ hour: '09:30' })),
  row('rappels à 14 h', choose({ hour: '14:00' })),
  row('mes rappels à 10:15', choose({ hour: '10:15' })),
  row('rappels vers 11h', choose({ hour: '11:00' })),
  row('rappels à midi', choose({ hour: '12:00' })),
  row('rappels heure 20h', choose({ hour: '20:00' }), 'refused later: outside sending hours'),
  row('rappels heure', choose({})),
  row('rappels heure 25h', 'refused'),
  row('rappels hebdo', choose({ weekly: true })),
  row('rappels hebdomadaires', choose({ weekly: true })),
  row('rappels une fois par semaine', choose({ weekly: true })),
  row('rappels chaque semaine', choose({ weekly: true })),
  row('rappels le lundi', choose({ weekly: true })),
  row('rappels tous les lundis à 10h', choose({ weekly: true, hour: '10:00' })),
  row('rappel hebdo 14h', choose({ weekly: true, hour: '14:00' })),
  row('rappels quotidien', choose({ weekly: false })),
  row('rappels quotidiens', choose({ weekly: false })),
  row('rappels tous les jours', choose({ weekly: false })),
  row('rappels chaque jour à 9h', choose({ weekly: false, hour: '09:00' })),
  row('rappels le vendredi', asks(choose({ weekly: true })), 'once a week is its first day'),
  row('rappels sur Teams', choose({ platform: 'teams' })),
  row('rappels sur slack', choose({ platform: 'slack' })),
  row('rappels dans Microsoft Teams', choose({ platform: 'teams' })),
  row('mes rappels dans teams à 9h', choose({ platform: 'teams', hour: '09:00' })),
  row('messagerie teams', choose({ platform: 'teams' })),
  row('écrivez-moi sur Slack', choose({ platform: 'slack' })),
  row('me prévenir sur Teams', choose({ platform: 'teams' })),
  row('rappels partout', choose({ platform: null })),
  row('rappels peu importe la messagerie', choose({ platform: null })),
  row('régler mes rappels', choose({})),
  row('modifier mes rappels', choose({})),
];

const calendar: Command = { name: 'agenda', page: 1, calendar: true };
const calendars: readonly Phrasing[] = [
  row('agenda lien', calendar),
  row('lien agenda', calendar),
  row('mon lien d’agenda', calendar),
  row('agenda fichier', calendar),
  row('agenda ics', calendar),
  row('mon agenda dans Outlook', calendar),
  row('synchroniser mon agenda', calendar),
  row('je voudrais ajouter à mon agenda', calendar),
  row('agenda abonnement', calendar),
];

const letters = (page = 1): Command => ({ name: 'admin', act: { kind: 'messages', page } });
const unsent: readonly Phrasing[] = [
  row('admin envois', letters()),
  row('admin messages non remis', letters()),
  row('admin envois en échec', letters()),
  row('admin envois page 2', letters(2)),
];

const others: readonly Phrasing[] = [
  row(
    'rappel THA-3',
    asks({ name: 'action', action: 'THA-3' }, reminders()),
    'about an action: asked',
  ),
  row('rapels', asks(reminders()), 'misspelt'),
  row('rappels pluie', 'refused', 'nothing of it is known'),
  row('maj THA-3 : rappel envoyé aux partenaires', {
    ...{ name: 'update', action: 'THA-3', comment: 'rappel envoyé aux partenaires' },
  }),
];

export const reminderPhrasings: readonly Phrasing[] = [
  ...shown,
  ...paused,
  ...resumed,
  ...chosen,
  ...calendars,
  ...unsent,
  ...others,
];
