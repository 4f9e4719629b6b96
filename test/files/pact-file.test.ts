import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PactDefinition } from '../../src/domain/pact.ts';
import { lastDay } from '../../src/domain/pact.ts';
import { stageCode } from '../../src/domain/reminder-policy.ts';
import {
  defaultCalendar,
  defaultCircuits,
  defaultReminders,
  defaultRetention,
  defaultRoles,
} from '../../src/files/pact-defaults.ts';
import { readPactFile, readPactText } from '../../src/files/pact-file.ts';

const smallest = `identifiant: essai
titre: Pacte d'essai
département: Essai
début: 2027-01-01
fin: 31/12/2029
axes:
  - { code: A1, numéro: 1, libellé: Premier axe }
thèmes:
  - { code: T1, axe: A1, libellé: Premier thème }
territoires:
  - { code: NOR, préfixe: NOR, libellé: Nord Saint-Loup, alias: [Nord] }
  - { code: SUD, préfixe: SUD, libellé: Sud }
structures:
  - { code: CAF, libellé: Caisse, catégorie: sécurité sociale, signataire: oui }
  - { code: ML, libellé: Mission, catégorie: mission locale }
`;

const step = `
      - code: un
        libellé: Une étape
        délai en jours ouvrés: 5`;
const circuit = `circuits:
  - code: essai
    libellé: Circuit d'essai
    sujet: libre
    étapes:`;

function accepted(text: string): PactDefinition {
  const read = readPactText(text, 'essai.yaml');
  if (!read.ok) throw new Error(read.errors.map((e) => `${e.path} ${e.message}`).join('\n'));
  return read.pact;
}

/** Every fault as `path (line) sentence`, with plain spaces so that tables stay readable. */
function faults(text: string): string[] {
  const read = readPactText(text, 'essai.yaml');
  if (read.ok) return [];
  return read.errors.map((e) =>
    `${e.path} (${e.line}) ${e.message}`.replace(/[\u00a0\u202f]/g, ' '),
  );
}

describe('the smallest pact file', () => {
  const pact = accepted(smallest);

  it('is read, with French dates and «oui» understood', () => {
    expect(pact.endsOn).toBe('2029-12-31');
    expect(pact.structures.map((s) => s.signatory)).toEqual([true, false]);
    expect(pact.structures.map((s) => s.category)).toEqual(['socialSecurity', 'localMission']);
    expect(lastDay(pact)).toBe('2029-12-31');
    expect('trackedFrom' in pact || 'closedOn' in pact || 'history' in pact).toBe(false);
  });

  it('takes every policy it leaves out from the product', () => {
    expect(pact.circuits).toEqual(defaultCircuits);
    expect(pact.roles).toEqual(defaultRoles);
    expect(pact.reminders).toEqual(defaultReminders);
    expect(pact.calendar).toEqual(defaultCalendar);
    expect(pact.retention).toEqual(defaultRetention);
    expect(pact.bodies.pilotsFromTwoStructures).toBe(false);
  });
});

describe('the product defaults', () => {
  it('end every circuit with the visa of the chargée de mission', () => {
    expect(defaultCircuits.map((c) => c.code)).toEqual([
      'réalisation',
      'création',
      'pilotage',
      'indicateurs',
    ]);
    for (const each of defaultCircuits) {
      expect(each.productDefault).toBe(true);
      expect(each.steps.at(-1)?.seats).toEqual([{ kind: 'programmeOfficer' }]);
    }
    expect(defaultCircuits[0]?.steps.map((s) => [s.seats[0]?.kind, s.rule.kind])).toEqual([
      ['referentOfEngagedStructures', 'all'],
      ['referentOfTerritory', 'all'],
      ['programmeOfficer', 'any'],
    ]);
  });

  it('remind as the table of obligations says', () => {
    const { localCommittee, indicatorCampaign, silentAction, vacantSeat } = defaultReminders;
    const codes = (stages: readonly { unit: 'day' | 'month'; offset: number }[]) =>
      stages.map(stageCode);
    expect(codes(localCommittee.undated)).toEqual(['M-9', 'M-6', 'M-3', 'M-1']);
    expect(localCommittee.undated.filter((s) => s.to.includes('programmeOfficer'))).toHaveLength(1);
    expect(localCommittee.undated.at(-1)?.to).toContain('programmeOfficer');
    expect(codes(localCommittee.dated)).toEqual(['J-30', 'J-7', 'J-1']);
    expect(codes(localCommittee.unconfirmed)).toEqual(['J+2', 'J+15', 'J+30']);
    expect([indicatorCampaign.opensOn, indicatorCampaign.dueOn]).toEqual(['12-01', '01-31']);
    expect(codes(indicatorCampaign.due)).toEqual(['J-30', 'J-14', 'J-3', 'J+1', 'J+8']);
    expect(indicatorCampaign.due.at(-1)?.to).toEqual(['programmeOfficer']);
    expect([silentAction.afterMonths, silentAction.everyMonths]).toEqual([4, 3]);
    expect([vacantSeat.everyMonths, vacantSeat.unchangedEveryMonths]).toEqual([1, 3]);
    expect(codes(defaultReminders.mandateEnd)).toEqual(['J-90', 'J-30']);
    expect(codes(defaultReminders.pactEnd)).toEqual(['J-90', 'J-30']);
    expect(defaultReminders.pauseMaxDays).toBe(30);
  });
});

describe('what a file may set', () => {
  it('switches a product circuit off and keeps its steps', () => {
    const pact = accepted(`${smallest}circuits:\n  - { code: Creation, actif: non }\n`);
    const creation = pact.circuits.find((c) => c.code === 'création');
    expect(creation?.enabled).toBe(false);
    expect(creation?.steps).toEqual(defaultCircuits[1]?.steps);
    expect(pact.circuits.filter((c) => c.enabled)).toHaveLength(3);
  });

  it('adds a circuit of its own, with named seats, a quorum and an internal chain', () => {
    const pact = accepted(`${smallest}rôles:
  - { code: direction, libellé: Direction }
circuits internes:
  - { structure: CAF, rôles: [direction, oversight] }
${circuit}
      - code: un
        libellé: Deux réponses
        qui: [pilotes, { structure: CAF }, { rôle: direction }]
        règle: quorum 5
        délai en jours ouvrés: 5
        rappels après: [2]
        sans réponse: [Supervision]
        escalade tous les: 4
        validation interne au plus: 30
`);
    const own = pact.circuits.at(-1);
    expect(own).toMatchObject({ code: 'essai', productDefault: false, subject: 'free' });
    expect(own?.steps[0]).toEqual({
      code: 'un',
      label: 'Deux réponses',
      seats: [
        { kind: 'pilots' },
        { kind: 'structure', structure: 'CAF' },
        { kind: 'role', role: 'direction' },
      ],
      rule: { kind: 'quorum', count: 5 },
      delay: 5,
      remindAfter: [2],
      escalateTo: ['oversight'],
      escalateEvery: 4,
      internalMaxDays: 30,
    });
    expect(pact.chains).toEqual([{ structure: 'CAF', roles: ['direction', 'oversight'] }]);
    expect(pact.roles.map((r) => r.code)).toEqual(['oversight', 'direction']);
  });

  it('changes one list of reminders and keeps the others', () => {
    const pact = accepted(`${smallest}rappels:
  comité local:
    sans date:
      - { quand: M-2, à: [référent du territoire] }
  campagne indicateurs: { échéance: 28/02, clôture: 30/06 }
  fin du pacte: []
`);
    expect(pact.reminders.localCommittee.undated).toEqual([
      { unit: 'month', offset: -2, to: ['territoryReferent'] },
    ]);
    expect(pact.reminders.localCommittee.dated).toEqual(defaultReminders.localCommittee.dated);
    expect(pact.reminders.indicatorCampaign).toEqual({
      ...defaultReminders.indicatorCampaign,
      dueOn: '02-28',
      closesOn: '06-30',
    });
    expect(pact.reminders.pactEnd).toEqual([]);
  });

  it('sets the calendar, the hours and the retention', () => {
    const pact = accepted(`${smallest}calendrier:
  Alsace-Moselle: oui
  outre-mer: la réunion
  zone scolaire: C
  heures d'envoi: { de: 8h30, à: "17:00" }
conservation: { textes après clôture: toujours }
`);
    expect(pact.calendar).toEqual({
      alsaceMoselle: true,
      overseas: 'reunion',
      schoolZone: 'C',
      schoolYears: [],
      sendingHours: { from: '08:30', until: '17:00' },
    });
    expect(pact.retention).toEqual({ ...defaultRetention, textDaysAfterClosing: null });
  });
});

describe('a wrong file says where, what and the remedy', () => {
  const replace = (from: string, to: string): string => {
    expect(smallest).toContain(from);
    return smallest.replace(from, to);
  };
  it.each([
    [
      'a misspelt key',
      () => replace('libellé: Premier thème', 'libele: Premier thème'),
      [
        'thèmes[0].libellé (9) « libellé » manque',
        'La clé « libele » est inconnue : écrivez « libellé »',
      ],
    ],
    [
      'a key of another world',
      () => `${smallest}budget: 12\n`,
      ['La clé « budget » est inconnue : retirez-la. Clés possibles ici : « identifiant »'],
    ],
    [
      'a missing key',
      () => replace("titre: Pacte d'essai\n", ''),
      ['titre (1) « titre » manque : ajoutez cette clé avec un texte.'],
    ],
    [
      'an unknown axis',
      () => replace('axe: A1', 'axe: A9'),
      [
        'thèmes[0].axe (9) Le code « A9 » ne figure pas dans la liste « axes » : écrivez l’un des codes déclarés (A1)',
      ],
    ],
    [
      'a code used twice',
      () => replace('code: SUD', 'code: nor'),
      [
        'territoires[1].code (12) Le code « nor » sert déjà (élément 1 de la liste) : choisissez un autre code.',
      ],
    ],
    [
      'an alias that another item already has, whatever the accents, the hyphen and «st»',
      () => replace('libellé: Sud }', 'libellé: Sud, alias: [NORD ST LOUP] }'),
      ['territoires[1].alias[0] (12) L’alias « NORD ST LOUP » désigne déjà « NOR »'],
    ],
    [
      'an alias written twice',
      () => replace('alias: [Nord]', 'alias: [Nôrd-Est, nord est]'),
      ['territoires[0].alias[1] (11) L’alias « nord est » figure deux fois'],
    ],
    [
      'an axis number used twice',
      () => replace('thèmes:', '  - { code: A2, numéro: 1, libellé: Autre }\nthèmes:'),
      ['axes[1].numéro (8) Le numéro 1 est déjà celui de l’axe « A1 »'],
    ],
    [
      'an unknown category',
      () => replace('catégorie: mission locale', 'catégorie: mision locale'),
      [
        'structures[1].catégorie (15) « mision locale » n’est pas un mot connu ici : vouliez-vous dire « mission locale » ?',
      ],
    ],
    [
      'a day that does not exist',
      () => replace('début: 2027-01-01', 'début: 31/02/2027'),
      ['début (4) « 31/02/2027 » n’est pas une date : écrivez un jour qui existe'],
    ],
    [
      'an end before the start',
      () => replace('fin: 31/12/2029', 'fin: 2026-12-31'),
      ['fin (5) Le pacte finit (2026-12-31) avant de commencer (2027-01-01)'],
    ],
    [
      'a prorogation before the end',
      () => `${smallest}prorogations:\n  - { jusqu'au: 2029-12-31 }\n`,
      [
        "prorogations[0].jusqu'au (17) Cette prorogation s’arrête le 2029-12-31, alors que le pacte court déjà jusqu’au 2029-12-31",
      ],
    ],
    [
      'a closing before the start',
      () => `${smallest}clos le: 2020-01-01\n`,
      ['clos le (16) La date « clos le » (2020-01-01) précède le début du pacte'],
    ],
    [
      'a prefix of two letters',
      () => replace('préfixe: SUD', 'préfixe: Su'),
      ['territoires[1].préfixe (12) Le préfixe « Su » doit compter trois lettres capitales'],
    ],
    [
      'a prefix used twice',
      () => replace('préfixe: SUD', 'préfixe: NOR'),
      ['territoires[1].préfixe (12) Le préfixe « NOR » est déjà celui de « Nord Saint-Loup »'],
    ],
    [
      'the reserved prefix',
      () => replace('préfixe: SUD', 'préfixe: DEP'),
      [
        'territoires[1].préfixe (12) Le préfixe « DEP » est réservé aux actions de tous les territoires',
      ],
    ],
    [
      'a step that names nobody',
      () => `${smallest}${circuit}${step}\n        qui: []\n`,
      [
        'circuits[0].étapes[0] (21) L’étape « un » ne nomme personne : ajoutez au moins un siège sous « qui »',
      ],
    ],
    [
      'a quorum out of reach',
      () => `${smallest}${circuit}${step}\n        qui: [pilotes]\n        règle: quorum 3\n`,
      [
        'circuits[0].étapes[0].règle (25) Le quorum de l’étape « un » (3) dépasse le nombre de réponses possibles (2)',
      ],
    ],
    [
      'a rule that does not exist',
      () => `${smallest}${circuit}${step}\n        qui: [pilotes]\n        règle: majorité\n`,
      [
        'circuits[0].étapes[0].règle (25) « majorité » n’est pas une règle : écrivez « tous », « un seul » ou « quorum 2 ».',
      ],
    ],
    [
      'an unknown role and an unknown structure',
      () => `${smallest}${circuit}${step}\n        qui: [{ rôle: maire }, { structure: CPAM }]\n`,
      [
        'circuits[0].étapes[0].qui[0] (24) Le code « maire » ne figure pas dans la liste',
        'circuits[0].étapes[0].qui[1] (24) Le code « CPAM » ne figure pas dans la liste',
      ],
    ],
    [
      'a seat that is no word',
      () => `${smallest}${circuit}${step}\n        qui: [référent du teritoire]\n`,
      [
        'circuits[0].étapes[0].qui[0] (24) « référent du teritoire » n’est pas un mot connu ici : vouliez-vous dire « référent du territoire » ?',
      ],
    ],
    [
      'two steps of one code',
      () => `${smallest}${circuit}${step}\n        qui: [pilotes]${step}\n        qui: [pilotes]\n`,
      ['circuits[0].étapes[1].code (25) Le code d’étape « un » sert déjà'],
    ],
    [
      'a circuit of its own left unfinished',
      () => `${smallest}circuits:\n  - { code: essai }\n`,
      [
        'circuits[0] (17) Le circuit « essai » est incomplet : ajoutez « libellé », « sujet », « étapes »',
      ],
    ],
    [
      'an internal chain of an unknown structure',
      () => `${smallest}circuits internes:\n  - { structure: CPAM, rôles: [oversight] }\n`,
      ['circuits internes[0].structure (17) Le code « CPAM » ne figure pas dans la liste'],
    ],
    [
      'an indicator of an unknown theme',
      () =>
        `${smallest}indicateurs:\n  - { code: I1, libellé: Taux, famille: effets, unité: pourcentage, thèmes: [T9] }\n`,
      ['indicateurs[0].thèmes[0] (17) Le code « T9 » ne figure pas dans la liste'],
    ],
    [
      'a moment that is none',
      () => `${smallest}rappels:\n  fin de mandat:\n    - { quand: trois mois, à: [titulaire] }\n`,
      [
        'rappels.fin de mandat[0].quand (18) « trois mois » n’est pas un moment : écrivez J-30, J+2 ou M-9.',
      ],
    ],
    [
      'a moment written twice',
      () =>
        `${smallest}rappels:\n  fin de mandat:\n    - { quand: J-30, à: [titulaire] }\n    - { quand: j-30, à: [chargée de mission] }\n`,
      ['rappels.fin de mandat[1].quand (19) Ce moment figure deux fois dans la liste'],
    ],
    [
      'a campaign that closes before it is due',
      () => `${smallest}rappels:\n  campagne indicateurs: { clôture: 15/01 }\n`,
      ['rappels.campagne indicateurs.clôture (17) La campagne se clôt avant son échéance'],
    ],
    [
      'hours that end before they begin',
      () => `${smallest}calendrier:\n  heures d'envoi: { de: 18h, à: 9h }\n`,
      ["calendrier.heures d'envoi.à (17) Les envois s’arrêtent (09:00) avant de commencer (18:00)"],
    ],
    [
      'a school holiday that ends before it begins',
      () =>
        `${smallest}calendrier:\n  années scolaires:\n    - année: 2026-2027\n      du: 2026-09-01\n      au: 2027-08-31\n      périodes:\n        - { libellé: Noël, du: 2026-12-19, au: 2026-12-03 }\n`,
      [
        'calendrier.années scolaires[0].périodes[0].au (22) La fin (2026-12-03) précède le début (2026-12-19)',
      ],
    ],
    [
      'a school holiday of another year',
      () =>
        `${smallest}calendrier:\n  années scolaires:\n    - année: 2026-2027\n      du: 2026-09-01\n      au: 2027-08-31\n      périodes:\n        - { libellé: Noël, du: 2027-12-18, au: 2028-01-02 }\n`,
      [
        'calendrier.années scolaires[0].périodes[0] (22) « Noël » sort de l’année scolaire 2026-2027',
      ],
    ],
    [
      'a historic group of an unknown territory',
      () =>
        `${smallest}historique:\n  groupes:\n    - { code: G1, libellé: G, territoires: [EST], pilotes: [CAF], source: x }\n  actions: []\n  recensement: { au: 2021-07-31, réalisées: 1, en fonctionnement: 1, en cours: 1, au stade du projet: 1, source: x }\n`,
      ['historique.groupes[0].territoires[0] (18) Le code « EST » ne figure pas dans la liste'],
    ],
    [
      'a key written twice',
      () => replace('titre:', 'titre: Autre\ntitre:'),
      [' (3) La même clé est écrite deux fois dans ce bloc'],
    ],
    [
      'a tab',
      () => `${smallest}instances:\n\tcopil: []\n`,
      [' (17) Cette ligne commence par une tabulation'],
    ],
    ['an empty file', () => '', ['Le fichier est vide ou n’est pas un bloc de clés']],
  ])('%s', (_, text, sentences) => {
    const said = faults(text());
    for (const sentence of sentences) expect(said.join('\n')).toContain(sentence);
    expect(said).toHaveLength(sentences.length);
  });

  it('writes French spaces', () => {
    const read = readPactText(smallest.replace('préfixe: SUD', 'préfixe: DEP'), 'essai.yaml');
    expect(read.ok ? '' : read.errors[0]?.message).toContain(
      '«\u00a0DEP\u00a0» est réservé aux actions de tous les territoires\u00a0:',
    );
  });
});

describe('readPactFile', () => {
  it('gives the hash of what it read, and another for another text', () => {
    const dir = mkdtempSync(join(tmpdir(), 'pact-'));
    const hashes = [smallest, `${smallest}# note\n`].map((text, i) => {
      const path = join(dir, `${i}.yaml`);
      writeFileSync(path, text);
      const read = readPactFile(path);
      return read.ok ? read.hash : '';
    });
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).not.toBe(hashes[0]);
  });

  it('says a file that is not there in a sentence', () => {
    const read = readPactFile('/nowhere/pacte.yaml');
    expect(read.ok ? [] : read.errors).toEqual([
      {
        file: '/nowhere/pacte.yaml',
        path: '',
        message: expect.stringContaining('ne peut pas être lu'),
      },
    ]);
  });
});
