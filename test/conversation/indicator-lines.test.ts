import { describe, expect, it } from 'vitest';
import { indicatorLine, readIndicator } from '../../src/conversation/handlers/indicator-lines.ts';
import type { ActionIndicator } from '../../src/store/actions.ts';
import { pactFile } from '../support/world.ts';

const templates = pactFile().pact.indicators;
const plain = { target: null, source: '', period: 'year' };

describe('a line of indicators', () => {
  it.each([
    ['Personnes reçues', { label: 'Personnes reçues', unit: 'count', ...plain }],
    ['Satisfaction (texte)', { label: 'Satisfaction', unit: 'text', ...plain }],
    ['Sorties positives (%)', { label: 'Sorties positives', unit: 'percentage', ...plain }],
    [
      'Personnes reçues ; objectif 1 200',
      { label: 'Personnes reçues', unit: 'count', ...plain, target: 1200 },
    ],
    [
      'Sorties positives (%) ; objectif : 39,5 % ; source France Travail',
      {
        label: 'Sorties positives',
        unit: 'percentage',
        ...plain,
        target: 39.5,
        source: 'France Travail',
      },
    ],
    [
      'Personnes reçues;Par trimestre',
      { label: 'Personnes reçues', unit: 'count', ...plain, period: 'quarter' },
    ],
    [
      'Ateliers ; dont ateliers de groupe',
      { label: 'Ateliers ; dont ateliers de groupe', unit: 'count', ...plain },
    ],
    [
      'Satisfaction (texte) ; objectif 3',
      { label: 'Satisfaction', unit: 'text', ...plain, target: 3 },
    ],
    [
      'Personnes reçues ; objectif 40 personnes',
      { label: 'Personnes reçues', unit: 'count', ...plain, target: 40 },
    ],
    [
      'Personnes reçues ; objectif entre 30 et 40',
      { label: 'Personnes reçues', unit: 'count', ...plain, target: Number.NaN },
    ],
    [
      'taux de retour à l’emploi ; objectif 35',
      {
        ...{ label: 'taux de retour à l’emploi', unit: 'percentage', ...plain, target: 35 },
        ...{ template: 'retour-emploi', family: 'effects' },
      },
    ],
  ])('%s', (line, wanted) => expect(readIndicator(line, templates)).toEqual(wanted));

  it('is read back as it is shown in the form', () => {
    const whole: ActionIndicator = {
      ...{ id: 'i1', actionId: 'a1', label: 'Sorties positives', unit: 'percentage' },
      ...{ target: 39.5, source: 'France Travail', period: 'halfYear', template: null },
      family: 'effects',
    };
    const { label, unit, target, source, period } = whole;
    expect(readIndicator(indicatorLine(whole))).toEqual({ label, unit, target, source, period });
  });
});
