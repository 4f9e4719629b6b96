/**
 * What référents, pilotes, élus and a chargée de mission type to have the bilan, collected before
 * the grammar was written. Spoken on Wednesday 3 March 2027.
 */
import type { Command } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

type Review = Omit<Extract<Command, { name: 'review' }>, 'name'>;

const review = (rest: Review = {}): Command => ({ name: 'review', ...rest });
const past = { pact: 'herault-2017-2021' };

const years: readonly Phrasing[] = [
  row('bilan', review()),
  row('Bilan', review()),
  row('le bilan', review()),
  row('le bilan svp', review()),
  row('Bonjour, je voudrais le bilan', review()),
  row('montre moi le bilan annuel', review()),
  row('bilan de l’année', review()),
  row('rapport annuel', review()),
  row('rapport d’activité', review()),
  row('chiffres clés', review()),
  row('statistiques', review()),
  row('bilan 2026', review({ year: 2026 })),
  row('bilan de 2026', review({ year: 2026 })),
  row('bilan année 2026', review({ year: 2026 })),
  row('Bilan pour l’année 2026', review({ year: 2026 })),
  row('bilan annuel 2026 ?', review({ year: 2026 })),
  row('2026 bilan', review({ year: 2026 })),
  row('bilan de l’an dernier', review({ year: 2026 })),
  row('bilan année dernière', review({ year: 2026 })),
  row('le bilan de l’année passée', review({ year: 2026 })),
  row('bilan de cette année', review({ year: 2027 })),
  row('bilan année en cours', review({ year: 2027 })),
  row('bilan 2019', review({ year: 2019 }), 'before the pact: told so'),
  row('statistiques 2026', review({ year: 2026 })),
  row('bilan 2040', review({ year: 2040 }), 'after the pact: told so'),
  row('bilan des indicateurs 2026', review({ year: 2026 })),
  row('bilan de la campagne 2026', review({ year: 2026 })),
  row('bilan pdf', asks(review({ form: 'document' })), 'made from the document'),
  row('bilan 2026 thau en pdf', asks(review({ year: 2026, territory: 'thau', form: 'document' }))),
];

const places: readonly Phrasing[] = [
  row('bilan thau', review({ territory: 'thau' })),
  row('bilan de thau', review({ territory: 'thau' })),
  row('bilan THA', review({ territory: 'thau' })),
  row('bilan étang de thau 2026', review({ territory: 'thau', year: 2026 })),
  row('bilan 2026 thau', review({ territory: 'thau', year: 2026 })),
  row('bilan 2026 de l’Étang de Thau', review({ territory: 'thau', year: 2026 })),
  row('thau bilan 2026', review({ territory: 'thau', year: 2026 })),
  row('bilan du territoire de béziers', review({ territory: 'biterrois' })),
  row('bilan 2026 pour le biterrois', review({ territory: 'biterrois', year: 2026 })),
  row('bilan pic st loup', review({ territory: 'coeur-herault' })),
  row('bilan CAF', review({ structure: 'caf' })),
  row('bilan de la CAF 2026', review({ structure: 'caf', year: 2026 })),
  row('bilan 2026 pôle emploi', review({ structure: 'france-travail', year: 2026 })),
  row('bilan de ma structure', review()),
  row('bilan de mon territoire 2026', review({ year: 2026 })),
  row('bilan par territoire', review({ byTerritory: true })),
  row('bilan 2026 par territoire', review({ byTerritory: true, year: 2026 })),
  row('bilan des territoires', review({ byTerritory: true })),
  row('bilan tous les territoires', review({ byTerritory: true })),
  row('bilan thaux', asks(review({ territory: 'thau' })), 'misspelt: asked'),
  row('bilan caf et msa', asks(review({ structure: 'caf' }), review({ structure: 'msa' }))),
  row('bilan zorglub', 'refused'),
];

const pacts: readonly Phrasing[] = [
  row('bilan pacte', review({ whole: true })),
  row('bilan du pacte', review({ whole: true })),
  row('bilan de tout le pacte', review({ whole: true })),
  row('bilan complet', review({ whole: true })),
  row('bilan global', review({ whole: true })),
  row('bilan final du pacte', review({ whole: true })),
  row('bilan pacte thau', review({ whole: true, territory: 'thau' })),
  row('bilan 2022-2025', review({ whole: true })),
  row('bilan 2022-2028', review({ whole: true }), 'its term with the prorogation'),
  row('bilan 2017-2021', review(past)),
  row('bilan 2017 2021', review(past)),
  row('bilan 2017/2020', review(past)),
  row('bilan du pacte 2017-2021', review(past)),
  row('bilan ancien pacte', review(past)),
  row('bilan du pacte précédent', review(past)),
  row('bilan du précédent PTI', review(past)),
];

const forms: readonly Phrasing[] = [
  row('bilan docx', review({ form: 'document' })),
  row('bilan word 2026', review({ form: 'document', year: 2026 })),
  row('bilan 2026 en word', review({ form: 'document', year: 2026 })),
  row('bilan excel', review({ form: 'workbook' })),
  row('bilan 2026 thau xlsx', review({ form: 'workbook', year: 2026, territory: 'thau' })),
  row('bilan tableur', review({ form: 'workbook' })),
  row('bilan csv', review({ form: 'csv' })),
  row('bilan images', review({ form: 'pictures' })),
  row('graphiques du bilan 2026', review({ form: 'pictures', year: 2026 })),
  row('bilan pacte en word', review({ form: 'document', whole: true })),
  row('aide bilan', { name: 'help', topic: 'bilan' }),
  row('comment faire le bilan ?', { name: 'help', topic: 'bilan' }),
];

/** Lines that speak of a bilan and ask for none. */
const others: readonly Phrasing[] = [
  row('THA-3 : bilan envoyé au COPIL', {
    ...{ name: 'update', action: 'THA-3', comment: 'bilan envoyé au COPIL' },
  }),
  row('maj THA-3 : le bilan 2026 est fait', {
    ...{ name: 'update', action: 'THA-3', comment: 'le bilan 2026 est fait' },
  }),
];

export const reviewPhrasings: readonly Phrasing[] = [
  ...years,
  ...places,
  ...pacts,
  ...forms,
  ...others,
];
