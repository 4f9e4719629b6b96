/** What people type to raise a difficulty, collected as they say it. Wednesday 3 March 2027. */
import type { Command } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

type Alert = Omit<Extract<Command, { name: 'alert' }>, 'name'>;

const alert = (rest: Alert = {}): Command => ({ name: 'alert', ...rest });
const on = (action: string, text?: string): Command =>
  alert(text === undefined ? { action } : { action, text });
const shown = (code: string): Command => ({ name: 'alertShown', alert: code });
const list = (mine?: true, page = 1): Command => ({ name: 'alerts', ...(mine && { mine }), page });

export const alertPhrasings: readonly Phrasing[] = [
  row('alerte THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte tha 3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3: plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('Alerte sur THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte pour l’action THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3 plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3, plus de moniteur depuis lundi', on('THA-3', 'plus de moniteur depuis lundi')),
  row('alerte THA-3 - plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3 permis solidaire : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte permis solidaire : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte jardins partagés : eau coupée', on('THA-6', 'eau coupée')),
  row('alerter THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('bonjour, alerte THA-3 : plus de moniteur, merci', {
    ...alert({ action: 'THA-3', text: 'plus de moniteur, merci' }),
  }),
  row('signaler un problème sur THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('signaler une difficulté THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('je voudrais signaler un problème sur THA-3 : plus de moniteur', {
    ...alert({ action: 'THA-3', text: 'plus de moniteur' }),
  }),
  row('remonter une difficulté sur THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('faire remonter un problème THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('on a un problème sur THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('j’ai une difficulté sur THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('nouvelle alerte THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3', on('THA-3'), 'the form'),
  row('alerte THA-3 :', on('THA-3'), 'the form'),
  row('alerte', alert(), 'the form'),
  row('nouvelle alerte', alert(), 'the form'),
  row('signaler un problème', alert(), 'the form'),
  row('signaler une difficulté', alert(), 'the form'),
  row('alerte : plus personne ne vient', alert({ text: 'plus personne ne vient' }), 'the form'),
  row('alerte plus personne ne vient aux réunions', {
    ...alert({ text: 'plus personne ne vient aux réunions' }),
  }),
  row('alerte THA-G1 : le co-pilote est parti', {
    ...alert({ group: 'THA-G1', text: 'le co-pilote est parti' }),
  }),
  row('alerte groupe THA-G1 : le co-pilote est parti', {
    ...alert({ group: 'THA-G1', text: 'le co-pilote est parti' }),
  }),
  row('alerte thau : plus de référent', alert({ territory: 'thau', text: 'plus de référent' })),
  row('alerte Étang de Thau : plus de référent', {
    ...alert({ territory: 'thau', text: 'plus de référent' }),
  }),
  row('alerte thau', alert({ territory: 'thau' }), 'the form'),
  row(
    'alerte thau plus de référent',
    asks(
      alert({ territory: 'thau', text: 'plus de référent' }),
      alert({ text: 'thau plus de référent' }),
    ),
  ),
  row('alerte permi solidère : plus de moniteur', asks(on('THA-3', 'plus de moniteur'))),
  row('alerte THA-99 : plus de moniteur', 'refused'),
  row('ALERTE THA-3 : PLUS DE MONITEUR', on('THA-3', 'PLUS DE MONITEUR')),
  row('alerte tha3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte  THA-3  :  plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte concernant THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alerte THA-3 : la salle est fermée : dégât des eaux', {
    ...alert({ action: 'THA-3', text: 'la salle est fermée : dégât des eaux' }),
  }),
  row('signaler une difficulté sur thau : plus de référent', {
    ...alert({ territory: 'thau', text: 'plus de référent' }),
  }),
  row('faire remonter une difficulté sur THA-3 : plus de moniteur', {
    ...alert({ action: 'THA-3', text: 'plus de moniteur' }),
  }),
  row('une alerte THA-3 : plus de moniteur', on('THA-3', 'plus de moniteur')),
  row('alertes', list()),
  row('liste des alertes', list()),
  row('alertes suite', list()),
  row('quelles alertes', list()),
  row('Mes alertes ?', list(true)),
  row('les alertes', list()),
  row('alertes en cours', list()),
  row('voir les alertes', list()),
  row('alertes page 2', list(undefined, 2)),
  row('mes alertes', list(true)),
  row('où en est mon alerte', list(true)),
  row('alerte AL-3', shown('AL-3')),
  row('alerte al 3', shown('AL-3')),
  row('AL-3', shown('AL-3')),
  row('al-012', shown('AL-12')),
  row('voir alerte AL-3', shown('AL-3')),
  row('où en est l’alerte AL-3', shown('AL-3')),
  row('aide alerte', { name: 'help', topic: 'alerte' }),
];
