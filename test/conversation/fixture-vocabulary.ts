/** Names of a fictitious département at work: what the phrasings refer to. */
import type {
  NamedAction,
  NamedGroup,
  NamedPerson,
  Speaker,
  Vocabulary,
} from '../../src/conversation/grammar/vocabulary.ts';
import type {
  Circuit,
  PactDefinition,
  PactItem,
  Structure,
  StructureCategory,
  Territory,
  Theme,
} from '../../src/domain/pact.ts';

const item = (code: string, label: string, aliases: readonly string[] = []): PactItem => ({
  code,
  label,
  aliases,
});
const territory = (
  code: string,
  prefix: string,
  label: string,
  aliases: readonly string[],
): Territory => ({ ...item(code, label, aliases), prefix });
const theme = (
  code: string,
  axis: string,
  label: string,
  aliases: readonly string[] = [],
): Theme => ({ ...item(code, label, aliases), axis, examples: [] });
const structure = (
  code: string,
  category: StructureCategory,
  label: string,
  aliases: readonly string[] = [],
): Structure => ({ ...item(code, label, aliases), category, signatory: true });

const circuit = (code: string, label: string, subject: Circuit['subject']): Circuit => ({
  ...item(code, label),
  enabled: true,
  productDefault: true,
  subject,
  steps: [],
});

const pact: PactDefinition = {
  id: 'herault-2022-2025',
  title: "Pacte territorial pour l'insertion 2022-2025",
  department: 'Hérault',
  startsOn: '2022-01-01',
  endsOn: '2025-12-31',
  prorogations: [{ until: '2028-12-31', example: true }],
  axes: [
    {
      ...item('axe-1', "Lever les freins à l'insertion sociale et professionnelle", ['freins']),
      number: 1,
    },
    {
      ...item('axe-2', 'Accompagner et mettre en relation le public avec le monde du travail'),
      number: 2,
    },
    { ...item('axe-3', 'Assurer la continuité des parcours'), number: 3 },
    { ...item('axe-4', 'Renforcer le système de pilotage'), number: 4 },
  ],
  themes: [
    theme('isolement', 'axe-1', 'Isolement social'),
    theme('logement', 'axe-1', 'Logement'),
    theme('sante', 'axe-1', 'Santé'),
    theme('illectronisme', 'axe-1', 'Illectronisme', ['numérique']),
    theme('mobilite', 'axe-1', 'Mobilité et motilité', ['transports']),
    theme('garde-enfants', 'axe-1', "Garde d'enfants"),
    theme('coordination', 'axe-2', 'Coordination et articulation des acteurs et dispositifs'),
    theme('remobilisation', 'axe-2', 'Remobilisation des publics'),
    theme('ouverture', 'axe-2', 'Ouverture au monde économique'),
    theme('attractivite', 'axe-2', 'Attractivité'),
    theme(
      'articulation',
      'axe-3',
      "Améliorer l'articulation entre les dispositifs existants et les acteurs de l'insertion afin d'agir favorablement sur le parcours d'insertion des personnes.",
    ),
    theme(
      'interconnaissance',
      'axe-3',
      "Poursuivre l'interconnaissance des acteurs entre eux et des actions menées par chacun.",
    ),
    theme('aller-vers', 'axe-3', 'Aller vers les publics dans une démarche proactive.'),
    theme(
      'autonomie',
      'axe-3',
      "Favoriser l'autonomie de la personne en le positionnant comme acteur de son parcours d'insertion.",
    ),
    theme('rupture', 'axe-3', 'Anticiper le risque de rupture de parcours.'),
    theme('gouvernance', 'axe-4', 'Gouvernance'),
    theme('evaluation', 'axe-4', 'Évaluation'),
  ],
  audiences: [
    item('seniors', 'Les séniors', ['séniors', 'aînés']),
    item('jeunes', 'Les jeunes', ['jeunes']),
    item('monoparentales', 'Les familles monoparentales', ['familles monoparentales']),
    item('handicap', 'Les personnes en situation de handicap', ['handicap']),
    item(
      'sans-accompagnement',
      "Les personnes ne disposant d'aucun accompagnement dans le cadre d'un dispositif existant",
      ['sans accompagnement', 'non-recours'],
    ),
  ],
  territories: [
    territory('thau', 'THA', 'Étang de Thau', ['Thau', 'Bassin de Thau', 'Sète']),
    territory('petite-camargue', 'PCA', 'Petite Camargue', ['Lunel', 'Lunellois']),
    territory('biterrois', 'BIT', 'Biterrois', ['Béziers']),
    territory('montpellierain', 'MTP', 'Montpelliérain', ['Montpellier']),
    territory('coeur-herault', 'CHP', "Cœur d'Hérault Pic Saint-Loup", [
      "Cœur d'Hérault",
      'Pic Saint-Loup',
    ]),
    territory('haut-languedoc', 'HLO', 'Haut-Languedoc Ouest Hérault', [
      'Haut-Languedoc',
      'Ouest Hérault',
      'Hauts cantons',
    ]),
  ],
  structures: [
    structure('departement', 'department', "Conseil départemental de l'Hérault", [
      'Département',
      'CD34',
    ]),
    structure('ddets', 'state', 'DDETS', [
      "Direction départementale de l'emploi, du travail et des solidarités",
      'État',
    ]),
    structure('region', 'region', 'Région Occitanie', ['Région']),
    structure('france-travail', 'publicEmploymentService', 'France Travail', ['Pôle emploi', 'FT']),
    structure('caf', 'socialSecurity', "CAF de l'Hérault", [
      'CAF',
      "Caisse d'allocations familiales",
    ]),
    structure('msa', 'socialSecurity', 'MSA du Languedoc', ['MSA', 'Mutualité sociale agricole']),
    structure('cpam', 'socialSecurity', "CPAM de l'Hérault", ['CPAM']),
    structure('ml-thau', 'localMission', 'Mission locale du Bassin de Thau'),
    structure('ml-centre', 'localMission', 'Mission locale Centre Hérault'),
    structure('ml-camargue', 'localMission', 'Mission locale Petite Camargue'),
    structure('plie-est', 'plie', 'PLIE Est Héraultais', ['PLIE Est']),
    structure('plie-hlv', 'plie', 'PLIE Haut Languedoc et Vignobles'),
    structure('udccas', 'ccas', "Union départementale des CCAS de l'Hérault", ['UDCCAS']),
    structure('ccas-sete', 'ccas', 'CCAS de Sète'),
    structure('ccas-beziers', 'ccas', 'CCAS de Béziers'),
    structure('sydel', 'intermunicipality', "Sydel du Pays Cœur d'Hérault", ['Sydel']),
  ],
  bodies: {
    steeringCommittee: [
      { ...item('lancement', 'COPIL de lancement'), window: { kind: 'first', months: 6 } },
      {
        ...item('intermédiaire', 'COPIL intermédiaire', ['mi-parcours']),
        window: { kind: 'midTerm', months: 6 },
      },
      { ...item('final', 'COPIL final'), window: { kind: 'last', months: 6 } },
    ],
    localCommitteesPerYear: 1,
    pilotsFromTwoStructures: true,
  },
  indicators: [],
  roles: [],
  circuits: [
    circuit('réalisation', 'Validation d’une action réalisée', 'actionCompleted'),
    circuit('création', 'Lancement d’une action', 'actionStarted'),
    circuit('pilotage', 'Changement de pilote ou de co-pilote', 'pilotChange'),
    circuit('indicateurs', 'Visa d’une évaluation annuelle', 'indicators'),
  ],
  chains: [],
  reminders: {
    localCommittee: { undated: [], dated: [], unconfirmed: [] },
    steeringCommittee: { windowOpening: [], windowClosing: [], dated: [], unconfirmed: [] },
    indicatorCampaign: { opensOn: '12-01', dueOn: '01-31', opening: [], due: [] },
    silentAction: { afterMonths: 4, everyMonths: 3, to: [] },
    vacantSeat: { everyMonths: 1, unchangedEveryMonths: 3, to: [] },
    alert: { afterWorkingDays: 5, to: [] },
    mandateEnd: [],
    pactEnd: [],
    pauseMaxDays: 30,
  },
  calendar: {
    alsaceMoselle: false,
    schoolYears: [],
    sendingHours: { from: '09:00', until: '18:00' },
  },
  retention: { inboundDays: 30, draftDays: 7, refusalDays: 365, textDaysAfterClosing: null },
};

const groups: readonly NamedGroup[] = (
  [
    ['THA-G1', 'Mobilité des publics en insertion', 'thau'],
    ['THA-G2', 'Numérique et accès aux droits', 'thau'],
    ['THA-G3', 'Initiatives solidaires et citoyennes', 'thau'],
    ['PCA-G1', 'Mobilité', 'petite-camargue'],
    ['PCA-G2', 'Illectronisme', 'petite-camargue'],
    ['PCA-G3', 'Liens ESS et économie', 'petite-camargue'],
    ['BIT-G1', 'Levée des freins', 'biterrois'],
    ['BIT-G2', 'ESS et IAE', 'biterrois'],
    ['BIT-G3', 'Étude sur la mobilisation des publics', 'biterrois', 'petite-camargue'],
    ['MTP-G1', 'Illettrisme et illectronisme', 'montpellierain'],
    ['MTP-G2', 'Mobilité', 'montpellierain'],
    ['MTP-G3', "Insertion par l'activité économique", 'montpellierain'],
    ['MTP-G4', 'Santé mentale', 'montpellierain'],
    ['CHP-G1', 'Accès aux droits', 'coeur-herault'],
    ['CHP-G2', 'Mobilité et insertion', 'coeur-herault'],
    ['CHP-G3', "Sélectivité du marché de l'emploi", 'coeur-herault'],
    ['HLO-G1', 'Services aux publics', 'haut-languedoc'],
    ['HLO-G2', "Levée des freins à l'emploi", 'haut-languedoc'],
    ['HLO-G3', "Garde d'enfants", 'haut-languedoc'],
    ['DEP-G1', 'Gouvernance et évaluation', ...pact.territories.map((t) => t.code)],
  ] as const
).map(([code, title, ...territories]) => ({ code, title, territories }));

const actions: readonly NamedAction[] = (
  [
    ['THA-1', "Charte d'inclusion numérique", 'THA-G2'],
    ['THA-2', 'Réseau de médiation numérique', 'THA-G2'],
    ['THA-3', 'Permis solidaire', 'THA-G1'],
    ['THA-4', 'Garage solidaire de Frontignan', 'THA-G1'],
    ['THA-5', "Navette vers les zones d'activité", 'THA-G1'],
    ['THA-6', 'Jardins partagés', 'THA-G3'],
    ['THA-12', 'Atelier vélo', 'THA-G1'],
    ['PCA-1', 'Agenda événementiel emploi et formation', 'PCA-G3'],
    ['PCA-2', 'Forum des métiers de Lunel', 'PCA-G3'],
    ['PCA-3', 'Permis solidaire', 'PCA-G1'],
    ['PCA-4', 'Permanences numériques', 'PCA-G2'],
    ['BIT-1', "Guichet des freins à l'emploi", 'BIT-G1'],
    ['BIT-2', 'Enquête sociologique sur la mobilisation des publics', 'BIT-G3'],
    ['BIT-3', 'Logement des saisonniers', 'BIT-G1'],
    ['BIT-4', 'Rencontres IAE et entreprises', 'BIT-G2'],
    ['BIT-5', 'Permanence psychologique', 'BIT-G1'],
    ['MTP-1', 'Réseau des référents illettrisme', 'MTP-G1'],
    ['MTP-2', 'Ateliers sociolinguistiques', 'MTP-G1'],
    ['MTP-3', 'Plateforme mobilité', 'MTP-G2'],
    ['MTP-4', 'Passerelles IAE', 'MTP-G3'],
    ['MTP-5', 'Équipe mobile santé mentale', 'MTP-G4'],
    ['MTP-7', 'Parrainage des séniors', 'MTP-G3'],
    ['CHP-1', "Charte d'amélioration des services en ligne", 'CHP-G1'],
    ['CHP-2', 'Transport à la demande', 'CHP-G2'],
    ['CHP-3', "Rallye de l'emploi", 'CHP-G3'],
    ['CHP-4', "Garage solidaire de Clermont-l'Hérault", 'CHP-G2'],
    ['HLO-1', 'Carnet de bord Mon journal', 'HLO-G2'],
    ['HLO-2', 'Bus des services', 'HLO-G1'],
    ['HLO-3', 'Crèche à horaires atypiques', 'HLO-G3'],
    ['HLO-4', 'Job dating rural', 'HLO-G2'],
    ['DEP-1', "Cadre commun d'évaluation", 'DEP-G1'],
    ['DEP-2', 'Annuaire des référents PTI', 'DEP-G1'],
  ] as const
).map(([code, title, group]) => ({
  code,
  title,
  group,
  territories: groups.find((g) => g.code === group)?.territories ?? [],
}));

const persons: readonly NamedPerson[] = (
  [
    ['p01', 'Claire', 'Martin', 'caf'],
    ['p02', 'Clara', 'Martin', 'msa'],
    ['p03', 'Martine', 'Fabre', 'departement'],
    ['p04', 'Jean', 'Martin', 'france-travail'],
    ['p05', 'Nathalie', 'Roques', 'departement'],
    ['p06', 'Karim', 'Benali', 'ccas-sete'],
    ['p07', 'Sophie', 'Delmas', 'ml-thau'],
    ['p08', 'Olivier', 'Fabre', 'plie-est'],
    ['p09', 'Aurélie', 'Cazals', 'ddets'],
    ['p10', 'Lucien', 'Saint-Pierre', 'region'],
    ['p11', 'Fatima', 'El Amrani', 'ml-centre'],
    ['p12', 'Marie-Hélène', 'Vidal', 'departement'],
    ['p13', 'François', 'Noël', 'cpam'],
    ['p14', 'Thomas', 'Pagès', 'sydel'],
    ['p15', 'Julie', 'Barthès', 'departement'],
    ['p16', 'Jean-Luc', 'Serres', 'plie-hlv'],
    ['p17', 'Yasmina', 'Haddad', 'udccas'],
    ['p18', 'Pierre', 'Lunel', 'ccas-beziers'],
    ['p19', 'Hélène', 'Vidal', 'ml-camargue'],
    ['p20', 'Éric', "D'Angelo", 'departement'],
  ] as const
).map(([id, firstName, lastName, of]) => ({
  id,
  firstName,
  lastName,
  structure: of,
  email: `${id}@exemple.fr`,
}));

export const vocabulary: Vocabulary = {
  pact,
  actions,
  groups,
  persons,
  pastPacts: [
    {
      id: 'herault-2017-2021',
      title: "Pacte territorial pour l'insertion 2017-2021",
      startsOn: '2017-01-01',
      endsOn: '2020-12-31',
    },
  ],
};

/** A Wednesday; pilot of two actions on Thau and of one on the Biterrois. */
export const speaker: Speaker = {
  today: '2027-03-03',
  ownActions: ['THA-3', 'THA-4', 'BIT-3'],
  programmeOfficer: false,
  platforms: [
    { code: 'slack', label: 'Slack', aliases: [] },
    { code: 'teams', label: 'Teams', aliases: ['Microsoft Teams'] },
  ],
  lastList: { name: 'actions', filters: { territory: 'thau' }, page: 1 },
};
