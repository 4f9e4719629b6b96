/**
 * What pilots, référents and a chargée de mission type about indicators and their campaign,
 * collected before the grammar was written. Spoken on Wednesday 3 March 2027.
 */
import type { Command, IndicatorsAsked } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

const of = (asked: IndicatorsAsked = {}, page = 1): Command => ({
  ...{ name: 'indicators', ...asked, page },
});
const send = (asked: Omit<IndicatorsAsked, 'said' | 'all' | 'territory'> = {}): Command => ({
  ...{ name: 'submitIndicators', ...asked },
});
const admin = (act: Extract<Command, { name: 'admin' }>['act']): Command => ({
  ...{ name: 'admin', act },
});

const mine: readonly Phrasing[] = [
  row('indicateurs', of()),
  row('Indicateur', of()),
  row('mes indicateurs', of()),
  row('indicateurs mes', of()),
  row('indicateurs à saisir', of()),
  row('indicateurs manquants', of()),
  row('les indicateurs qui manquent', of()),
  row('quels indicateurs dois-je remplir ?', of()),
  row('saisir les indicateurs', of()),
  row('saisir mes indicateurs', of()),
  row('saisie des indicateurs', of()),
  row('remplir les indicateurs', of()),
  row('renseigner les indicateurs svp', of()),
  row('compléter mes indicateurs', of()),
  row('je voudrais saisir mes indicateurs', of()),
  row('Bonjour, où en sont les indicateurs ?', of()),
  row('campagne', of()),
  row('campagne indicateurs', of()),
  row('la campagne des indicateurs', of()),
  row('campagne d’indicateurs', of()),
  row('mon évaluation', of()),
  row('évaluation annuelle', of()),
  row('indicateurs page 2', of({}, 2)),
  row('indicateurs en retard', of()),
  row('mon indicateur', of()),
];

const years: readonly Phrasing[] = [
  row('indicateurs 2026', of({ year: 2026 })),
  row('indicateurs de 2026', of({ year: 2026 })),
  row('indicateurs de l’année 2026', of({ year: 2026 })),
  row('indicateurs de l’an dernier', of({ year: 2026 })),
  row('indicateurs de l’année dernière', of({ year: 2026 })),
  row('mes indicateurs de cette année', of({ year: 2027 })),
  row('campagne 2026', of({ year: 2026 })),
  row('campagne indicateurs 2026', of({ year: 2026 })),
];

const places: readonly Phrasing[] = [
  row('indicateurs thau', of({ territory: 'thau' })),
  row('indicateurs Biterrois 2026', of({ territory: 'biterrois', year: 2026 })),
  row('indicateurs 2026 sur le Biterrois', of({ territory: 'biterrois', year: 2026 })),
  row('indicateurs du territoire de Lunel', of({ territory: 'petite-camargue' })),
  row('indicateurs haut-languedoc', of({ territory: 'haut-languedoc' })),
  row('indicateurs montpel', of({ territory: 'montpellierain' }), 'a beginning'),
  row('indicateurs bitterois', asks(of({ territory: 'biterrois' }))),
  row('thau indicateurs', of({ territory: 'thau' })),
  row('indicateurs tous', of({ all: true })),
  row('indicateurs de tous les groupes', of({ all: true })),
  row('indicateurs tout le département', of({ all: true })),
  row('tous les indicateurs', of({ all: true })),
  row('indicateurs tous 2026', of({ all: true, year: 2026 })),
  row('indicateurs de la planète', 'refused'),
  row('qui n’a pas répondu aux indicateurs ?', of({ all: true })),
  row('relancer les indicateurs', of({ all: true })),
  row('relancer les pilotes 2026', of({ all: true, year: 2026 })),
];

const actions: readonly Phrasing[] = [
  row('indicateurs THA-3', of({ action: 'THA-3' })),
  row('indicateurs tha3', of({ action: 'THA-3' })),
  row('indicateur tha 3', of({ action: 'THA-3' })),
  row('indicateurs de THA-3', of({ action: 'THA-3' })),
  row('indicateurs pour l’action THA-3', of({ action: 'THA-3' })),
  row('indicateurs THA-3 2026', of({ action: 'THA-3', year: 2026 })),
  row('indicateurs 2026 THA-3', of({ action: 'THA-3', year: 2026 })),
  row('indicateurs THA-3 de l’an dernier', of({ action: 'THA-3', year: 2026 })),
  row('saisir les indicateurs de THA-3', of({ action: 'THA-3' })),
  row('renseigner les indicateurs de l’action THA-3', of({ action: 'THA-3' })),
  row('THA-3 indicateurs', of({ action: 'THA-3' })),
  row('indicateurs permis solidaire', asks(of({ action: 'THA-3' }), of({ action: 'PCA-3' }))),
  row('indicateurs garage solidaire de Frontignan', of({ action: 'THA-4' })),
  row('indicateurs THA-3 et THA-4', asks(of({ action: 'THA-3' }), of({ action: 'THA-4' }))),
  row('indicateurs THA-99', 'refused'),
];

const groups: readonly Phrasing[] = [
  row('indicateurs THA-G1', of({ group: 'THA-G1' })),
  row('indicateurs du groupe THA-G1', of({ group: 'THA-G1' })),
  row('indicateurs tha g1', of({ group: 'THA-G1' })),
  row('indicateurs THA-G1 2026', of({ group: 'THA-G1', year: 2026 })),
  row('évaluation THA-G1', of({ group: 'THA-G1' })),
  row('évaluation du groupe THA-G1', of({ group: 'THA-G1' })),
  row('évaluation 2026 du groupe THA-G1', of({ group: 'THA-G1', year: 2026 })),
  row('indicateurs groupe santé mentale', of({ group: 'MTP-G4' })),
  row('indicateurs santé mentale', of({ group: 'MTP-G4' }), 'its exact title'),
  row('indicateurs équipe santé mentale', asks(of({ action: 'MTP-5' }))),
];

const oneLine: readonly Phrasing[] = [
  row('indicateurs THA-3 participants 39', of({ action: 'THA-3', said: 'participants 39' })),
  row('indicateurs THA-3 participants : 39', of({ action: 'THA-3', said: 'participants : 39' })),
  row('indicateurs THA-3 : participants 39', of({ action: 'THA-3', said: 'participants 39' })),
  row(
    'indicateurs THA-3 taux de retour à l’emploi 39,5 %',
    of({ action: 'THA-3', said: 'taux de retour à l’emploi 39,5 %' }),
  ),
  row('indicateur THA-3 39', of({ action: 'THA-3', said: '39' })),
  row('indicateur THA-3 : 39 personnes', of({ action: 'THA-3', said: '39 personnes' })),
  row(
    'indicateurs THA-3 2026 participants 39',
    of({ action: 'THA-3', year: 2026, said: 'participants 39' }),
  ),
  row(
    'indicateurs THA-3 participants 39 en 2026',
    of({ action: 'THA-3', year: 2026, said: 'participants 39' }),
  ),
  row(
    'indicateurs 2026 THA-3 participants 39',
    of({ action: 'THA-3', year: 2026, said: 'participants 39' }),
  ),
  row('indicateurs THA-3 participants 1 234', of({ action: 'THA-3', said: 'participants 1 234' })),
  row(
    'indicateurs THA-3 participants 2026',
    of({ action: 'THA-3', said: 'participants 2026' }),
    'a count as much as a year: left to whoever knows the indicators',
  ),
  row(
    'indicateurs THA-3 participants sans objet : pas de permanence en mai',
    of({ action: 'THA-3', said: 'participants sans objet : pas de permanence en mai' }),
  ),
  row('saisir indicateur THA-3 participants 39', of({ action: 'THA-3', said: 'participants 39' })),
  row('indicateurs THA-3 S1 participants 20', of({ action: 'THA-3', said: 'S1 participants 20' })),
  row('indicateur THA-3 39,5 %', of({ action: 'THA-3', said: '39,5 %' })),
  row(
    'indicateurs THA-3 participants 39 l’an dernier',
    of({ action: 'THA-3', year: 2026, said: 'participants 39' }),
    'not the value of this year',
  ),
  row(
    'indicateurs THA-3 participants 39 de l’année dernière',
    of({ action: 'THA-3', year: 2026, said: 'participants 39' }),
  ),
  row(
    'indicateurs THA-3 participants 39 cette année',
    of({ action: 'THA-3', year: 2027, said: 'participants 39' }),
  ),
  row(
    'THA-3 taux 39,5',
    asks(
      { name: 'update', action: 'THA-3', comment: 'taux 39,5' },
      { name: 'action', action: 'THA-3' },
      of({ action: 'THA-3', said: 'taux 39,5' }),
    ),
    'news, or a value',
  ),
  row('sans objet : pas de public', 'refused', 'of which indicator is not said'),
  row('non applicable', 'refused'),
  row(
    'indicateurs THA-3 participants 39 merci',
    of({ action: 'THA-3', said: 'participants 39' }),
    'politeness is no value',
  ),
];

const sending: readonly Phrasing[] = [
  row('envoyer les indicateurs THA-G1', send({ group: 'THA-G1' })),
  row('envoyer indicateurs', send()),
  row('envoyer mes indicateurs', send()),
  row('j’envoie mes indicateurs', send()),
  row('j’envoie l’évaluation THA-G1', send({ group: 'THA-G1' })),
  row('envoyer l’évaluation', send()),
  row('envoyer l’évaluation THA-G1', send({ group: 'THA-G1' })),
  row('envoyer l’évaluation 2026 du groupe THA-G1', send({ group: 'THA-G1', year: 2026 })),
  row('je souhaite envoyer mes indicateurs 2026', send({ year: 2026 })),
  row('transmettre les indicateurs de THA-3', send({ action: 'THA-3' })),
  row('soumettre l’évaluation du groupe THA-G1', send({ group: 'THA-G1' })),
  row('demander indicateurs THA-G1', {
    ...{ name: 'ask', circuit: 'indicateurs', group: 'THA-G1' },
  }),
];

const officers: readonly Phrasing[] = [
  row('admin campagne', admin({ kind: 'campaign' })),
  row('admin campagnes', admin({ kind: 'campaign' })),
  row('admin campagne 2026', admin({ kind: 'campaign', year: 2026 })),
  row('admin campagne ouvrir 2026', admin({ kind: 'campaign', move: 'open', year: 2026 })),
  row('admin campagne clore 2026', admin({ kind: 'campaign', move: 'close', year: 2026 })),
  row('admin ouvrir la campagne 2026', admin({ kind: 'campaign', move: 'open', year: 2026 })),
  row('admin rouvrir la campagne 2025', admin({ kind: 'campaign', move: 'open', year: 2025 })),
  row('admin fermer la campagne', admin({ kind: 'campaign', move: 'close' })),
  row('admin clôturer la campagne 2026', admin({ kind: 'campaign', move: 'close', year: 2026 })),
  row(
    'ouvrir la campagne 2026',
    asks(admin({ kind: 'campaign', move: 'open', year: 2026 })),
    'admin was forgotten',
  ),
  row('admin réouvrir la campagne 2026', admin({ kind: 'campaign', move: 'open', year: 2026 })),
  row('clôturer campagne 2026', asks(admin({ kind: 'campaign', move: 'close', year: 2026 }))),
  row('ouvrir la campagne', asks(admin({ kind: 'campaign', move: 'open' }))),
  row('réouvrir la campagne 2026', asks(admin({ kind: 'campaign', move: 'open', year: 2026 }))),
  row('admin clore le pacte', admin({ kind: 'closePact' }), 'not the campaign'),
];

const others: readonly Phrasing[] = [
  row('aide indicateurs', { name: 'help', topic: 'indicateurs' }),
  row('comment saisir les indicateurs ?', { name: 'help', topic: 'indicateurs' }),
  row('maj THA-3 : indicateurs transmis', {
    ...{ name: 'update', action: 'THA-3', comment: 'indicateurs transmis' },
  }),
  row('actions évaluation', { name: 'actions', filters: { theme: 'evaluation' }, page: 1 }),
  row('inspirations évaluation', { name: 'inspirations', theme: 'evaluation', page: 1 }),
];

export const indicatorPhrasings: readonly Phrasing[] = [
  ...mine,
  ...years,
  ...places,
  ...actions,
  ...groups,
  ...oneLine,
  ...sending,
  ...officers,
  ...others,
];
