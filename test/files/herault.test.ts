/**
 * The two pacts of the Hérault, fact by fact. A is the PTI 2017-2020, B the PTI 2022-2025; the
 * number is the line of the document.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lastDay, type PactDefinition } from '../../src/domain/pact.ts';
import { readPactFile } from '../../src/files/pact-file.ts';

const files = { past: 'pacts/herault-2017-2021.yaml', current: 'pacts/herault-2022-2025.yaml' };

function load(path: string): PactDefinition {
  const read = readPactFile(path);
  if (!read.ok) throw new Error(JSON.stringify(read.errors, null, 2));
  return read.pact;
}
const past = load(files.past);
const current = load(files.current);

const labels = (items: readonly { label: string }[]) => items.map((item) => item.label);
function find<Item extends { code: string }>(items: readonly Item[], code: string): Item {
  const item = items.find((other) => other.code === code);
  if (item === undefined) throw new Error(`no ${code}`);
  return item;
}

describe('PTI 2022-2025', () => {
  it('runs from 2022 to the end of 2025 (B:79), prorogued by an example marked as one', () => {
    expect([current.startsOn, current.endsOn]).toEqual(['2022-01-01', '2025-12-31']);
    expect(current.prorogations).toEqual([
      { until: '2028-12-31', reason: expect.stringContaining('Exemple'), example: true },
    ]);
    expect(lastDay(current)).toBe('2028-12-31');
    expect(current.closedOn).toBeUndefined();
  });

  it('has four axes (B:64-67, B:373-378)', () => {
    expect(current.axes.map((axis) => [axis.number, axis.label])).toEqual([
      [1, "Lever les freins à l'insertion sociale et professionnelle"],
      [2, 'Accompagner et mettre en relation le public avec le monde du travail'],
      [3, 'Assurer la continuité des parcours'],
      [4, 'Renforcer le système de pilotage'],
    ]);
    expect(current.axes.map((axis) => axis.objective?.slice(0, 30))).toEqual([
      'Participer à lever les freins ', // B:375
      'Rapprocher les personnes en in', // B:376
      'Assurer la continuité des parc', // B:377
      'Veiller au bon déroulement du ', // B:378
    ]);
  });

  it.each([
    // B:409-437
    [
      'A1',
      [
        'Isolement social',
        'Logement',
        'Santé',
        'Illectronisme',
        'Mobilité et motilité',
        "Garde d'enfants",
      ],
      [2, 2, 2, 1, 3, 2],
    ],
    // B:459-477
    [
      'A2',
      [
        'Coordination et articulation des acteurs et dispositifs',
        'Remobilisation des publics',
        'Ouverture au monde économique',
        'Attractivité',
      ],
      [2, 2, 2, 2],
    ],
    // B:492-496: sentences, kept whole
    [
      'A3',
      [
        "Améliorer l'articulation entre les dispositifs existants et les acteurs de l'insertion afin d'agir favorablement sur le parcours d'insertion des personnes.",
        "Poursuivre l'interconnaissance des acteurs entre eux et des actions menées par chacun.",
        'Aller vers les publics dans une démarche proactive.',
        "Favoriser l'autonomie de la personne en le positionnant comme acteur de son parcours d'insertion.",
        'Anticiper le risque de rupture de parcours.',
      ],
      [0, 0, 0, 0, 0],
    ],
    // B:534-545
    ['A4', ['Gouvernance', 'Évaluation'], [5, 2]],
  ])('themes of %s with their examples', (axis, names, examples) => {
    const themes = current.themes.filter((theme) => theme.axis === axis);
    expect(labels(themes)).toEqual(names);
    expect(themes.map((theme) => theme.examples.length)).toEqual(examples);
  });

  it('gives particular attention to five audiences (B:360-365)', () => {
    expect(labels(current.audiences)).toEqual([
      'Séniors',
      'Jeunes',
      'Familles monoparentales',
      'Personnes en situation de handicap',
      "Personnes ne disposant d'aucun accompagnement dans le cadre d'un dispositif existant, et néanmoins en grande difficulté (lutter contre le non recours aux droits)",
    ]);
  });

  it('covers six territories (B:179-180, B:604), each with its prefix', () => {
    expect(current.territories.map((t) => [t.prefix, t.label])).toEqual([
      ['BIT', 'Biterrois'],
      ['CPS', "Cœur d'Hérault Pic Saint-Loup"],
      ['HLO', 'Haut Languedoc Ouest Hérault'],
      ['MTP', 'Montpelliérain'],
      ['PCA', 'Petite Camargue'],
      ['THA', 'Étang de Thau'],
    ]);
    expect(find(current.territories, 'CPS').aliases).toContain('Pic St Loup'); // B:179
  });

  it('knows the structures by their name of today, the former one being an alias', () => {
    const employment = find(current.structures, 'FT');
    expect(employment.label).toBe('France Travail');
    expect(employment.aliases).toContain('Pôle emploi'); // B:157
    expect(find(current.structures, 'DDETS').aliases).toContain('État'); // B:151
    expect(current.structures).toHaveLength(20);
  });

  it('calls signatories those of A:37 that sat at the COPIL (B:151-161), and nobody else', () => {
    const signatories = current.structures.filter((s) => s.signatory).map((s) => s.code);
    expect(signatories).toEqual(['DEPARTEMENT', 'DDETS', 'REGION', 'FT', 'CAF', 'MSA', 'UDCCAS']);
  });

  it('meets in COPIL three times (B:233-238) and in local committees once a year (B:252)', () => {
    expect(current.bodies.steeringCommittee.map((m) => [m.code, m.window])).toEqual([
      ['lancement', { kind: 'first', months: 6 }],
      ['intermédiaire', { kind: 'midTerm', months: 6 }],
      ['final', { kind: 'last', months: 6 }],
    ]);
    expect(current.bodies.localCommitteesPerYear).toBe(1);
  });

  it('wants pilot and co-pilot from two structures (B:256), which the former pact did not', () => {
    expect(current.bodies.pilotsFromTwoStructures).toBe(true);
    expect(past.bodies.pilotsFromTwoStructures).toBe(false);
  });

  it('offers the indicators of B:305-307; those of B:308-310 are computed, never typed', () => {
    expect(current.indicators.map((i) => [i.label, i.family, i.unit, i.source])).toEqual([
      ["Taux de retour à l'emploi", 'effects', 'percentage', 'B:305'],
      ['Mobilisation des publics', 'effects', 'count', 'B:305'],
      ["Levée d'un frein social et/ou professionnel", 'effects', 'count', 'B:305'],
      ['Cohérence avec les dispositifs existants', 'coherence', 'text', 'B:306'],
      ['Partenaires impliqués', 'partnership', 'count', 'B:307'],
      ['Qualité du partenariat', 'partnership', 'text', 'B:307'],
    ]);
  });

  it('leaves the circuits to the product, as B:293 leaves them open', () => {
    expect(current.circuits.every((c) => c.productDefault && c.enabled)).toBe(true);
  });

  it('holds no working group, action or census: the document has none', () => {
    expect(current.history).toBeUndefined();
  });

  it('knows the school holidays of zone C of three years, each within its year', () => {
    expect(current.calendar.schoolZone).toBe('C');
    expect(current.calendar.schoolYears.map((y) => [y.label, y.holidays.length])).toEqual([
      ['2024-2025', 5],
      ['2025-2026', 5],
      ['2026-2027', 5],
    ]);
  });
});

describe('PTI 2017-2021', () => {
  const history = past.history;
  if (history === undefined) throw new Error('no history');

  it('lasted four years (A:7, A:121), was prorogued to 31 December 2021 (B:113), and is closed', () => {
    expect([past.startsOn, past.endsOn]).toEqual(['2017-01-01', '2020-12-31']);
    expect(past.prorogations).toEqual([{ until: '2021-12-31', source: 'B:113' }]);
    expect(past.closedOn).toBe('2021-12-31');
    expect(past.circuits.some((circuit) => circuit.enabled)).toBe(false);
  });

  it('has five axes (A:61-66, B:119-123) and no themes', () => {
    expect(past.axes.map((axis) => [axis.number, axis.label, axis.source])).toEqual([
      [
        1,
        "Faciliter l'accès aux droits et garantir le juste droit à l'allocation RSA",
        'A:61, B:119',
      ],
      [2, "Assurer la continuité des parcours d'insertion", 'A:62, B:120'],
      [3, 'Repenser la mobilité', 'A:64, B:121'],
      [
        4,
        "Promouvoir l'économie sociale et solidaire et développer des actions répondant aux valeurs de développement durable",
        'A:65, B:122',
      ],
      [5, 'Favoriser le rapprochement des acteurs', 'A:66, B:123'],
    ]);
    expect(past.themes).toEqual([]);
  });

  it('had these 17 groups on 31 July 2021 (B:557-579), their territory carried down', () => {
    const rows = history.groups.map((g) => [
      g.source,
      g.territories.join('+'),
      g.label,
      [...g.pilots, ...g.coPilots].join(' • '),
    ]);
    expect(rows).toEqual([
      ['B:560', 'MTP', 'Illettrisme et illectronisme', 'DEPARTEMENT'],
      ['B:561', 'MTP', 'Mobilité', 'DEPARTEMENT'],
      ['B:562', 'MTP', "Insertion par l'activité économique", 'DDETS • DEPARTEMENT'],
      ['B:563', 'THA', 'Numérique, non-accès et rupture des droits', 'DEPARTEMENT'],
      ['B:564', 'THA', 'Développement initiatives solidaires et citoyennes', 'DEPARTEMENT'],
      ['B:565', 'THA', 'Mobilité des publics en insertion', 'DEPARTEMENT'],
      ['B:566', 'CPS', 'Accès aux droits', 'DEPARTEMENT'],
      ['B:567', 'CPS', 'Mobilité et insertion', 'SYDEL • DEPARTEMENT'],
      ['B:568', 'CPS', "Sélectivité du marché de l'emploi", 'DDETS • DEPARTEMENT'],
      ['B:572', 'PCA', 'Mobilité', 'PLIE-EST • DEPARTEMENT'],
      ['B:573', 'PCA', 'Illectronisme', 'DEPARTEMENT'],
      ['B:574', 'PCA', 'Liens ESS et économie', 'FT-LUNEL • DEPARTEMENT'],
      ['B:575', 'BIT+PCA', 'Étude sociologique sur la mobilisation des publics', 'DEPARTEMENT'],
      ['B:576', 'BIT', 'Levée des freins (accès emploi et services)', 'DDETS • DEPARTEMENT'],
      ['B:577', 'BIT', 'ESS et IAE', 'DDETS • DEPARTEMENT'],
      ['B:578', 'HLO', 'Services aux publics', 'DEPARTEMENT'],
      ['B:579', 'HLO', "Levée des freins à l'emploi", 'DEPARTEMENT'],
    ]);
  });

  it('had ten groups of one structure alone, and one shared by two territories (B:575)', () => {
    expect(history.groups.filter((g) => g.coPilots.length === 0)).toHaveLength(10);
    expect(history.groups.filter((g) => g.territories.length === 2)).toHaveLength(1);
  });

  it('keeps illettrisme (B:560, B:592) apart from illectronisme (B:560, B:573)', () => {
    const illettrisme = history.groups.filter((g) => /illettrisme/i.test(g.label));
    const illectronisme = history.groups.filter((g) => /illectronisme/i.test(g.label));
    expect(illettrisme.map((g) => g.source)).toEqual(['B:560']);
    expect(illectronisme.map((g) => g.source)).toEqual(['B:560', 'B:573']);
    expect(labels(current.themes)).toContain('Illectronisme'); // B:424
    expect(labels(current.themes).some((name) => /illettrisme/i.test(name))).toBe(false);
  });

  it('names six emblematic actions (B:591-596), without status or group', () => {
    expect(history.actions.map((a) => [a.source, a.territories.join('+'), a.title])).toEqual([
      ['B:591', 'PCA', 'Agenda événementiel emploi & formation'],
      ['B:592', 'MTP', 'Réseau de référents illettrisme'],
      ['B:593', 'THA', "Réseau Digi'Thau"],
      ['B:594', 'PCA+BIT', 'Enquête sociologique sur la mobilisation des publics'],
      ['B:595', 'CPS', "Charte d'amélioration des services et usages de l'internet"],
      ['B:596', 'HLO', "Carnet de bord du parcours d'insertion : MON JOURNAL"],
    ]);
  });

  it('counted 38 actions on 31 July 2021: 9, 10, 15 and 4 (B:581-586)', () => {
    const { census } = history;
    expect(census).toEqual({
      on: '2021-07-31',
      completed: 9,
      operating: 10,
      inProgress: 15,
      project: 4,
      source: 'B:581-586',
    });
    expect(census.completed + census.operating + census.inProgress + census.project).toBe(38);
  });

  it('has the territories of annex 1, not the four SDI (A:94), the misprint of B:578 corrected', () => {
    expect(labels(past.territories)).toEqual([
      'Biterrois',
      "Cœur d'Hérault Pic Saint-Loup",
      'Haut-Languedoc Ouest Héraultais',
      'Montpelliérain',
      'Petite Camargue',
      'Étang de Thau',
    ]);
    for (const path of Object.values(files)) {
      expect(readFileSync(path, 'utf8')).not.toMatch(/lanuedoc/i);
    }
  });

  it('calls signatories the ten of A:37, and lists no 31 (B:115 states them without naming them)', () => {
    expect(past.structures.filter((s) => s.signatory).map((s) => s.code)).toEqual([
      'DEPARTEMENT',
      'DDETS',
      'REGION',
      'FT',
      'CAF',
      'MSA',
      'UDCCAS',
      'CRESS',
      'ARML',
      'URPLIE',
    ]);
    expect(past.structures.length).toBeLessThan(31);
    for (const path of Object.values(files)) {
      expect(readFileSync(path, 'utf8')).not.toMatch(/31 (partenaires|signataires|structures)/);
    }
  });
});

describe('both pacts', () => {
  it('say where each item comes from', () => {
    for (const pact of [past, current]) {
      const items = [
        ...pact.axes,
        ...pact.themes,
        ...pact.audiences,
        ...pact.territories,
        ...pact.structures,
        ...pact.indicators,
        ...(pact.history?.groups ?? []),
        ...(pact.history?.actions ?? []),
      ];
      for (const item of items) expect(item.source).toMatch(/^[AB]:\d+/);
    }
  });
});
