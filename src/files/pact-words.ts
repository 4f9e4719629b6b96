/** French words of the pact file beside the names the code gives them. Said in `docs/pacte.md`. */
import type {
  Circuit,
  CircuitStep,
  IndicatorTemplate,
  OverseasTerritory,
  SeatRule,
  SteeringMeetingRule,
  StructureCategory,
} from '../domain/pact.ts';
import type { ReminderRecipient } from '../domain/reminder-policy.ts';

export const categoryWords: Record<string, StructureCategory> = {
  État: 'state',
  Région: 'region',
  Département: 'department',
  "service public de l'emploi": 'publicEmploymentService',
  'sécurité sociale': 'socialSecurity',
  intercommunalité: 'intermunicipality',
  'mission locale': 'localMission',
  PLIE: 'plie',
  CCAS: 'ccas',
  association: 'association',
  autre: 'other',
};

export const familyWords: Record<string, IndicatorTemplate['family']> = {
  effets: 'effects',
  cohérence: 'coherence',
  partenariat: 'partnership',
};

export const unitWords: Record<string, IndicatorTemplate['unit']> = {
  nombre: 'count',
  pourcentage: 'percentage',
  texte: 'text',
};

export const periodWords: Record<string, IndicatorTemplate['period']> = {
  année: 'year',
  semestre: 'halfYear',
  trimestre: 'quarter',
};

export const windowWords: Record<string, SteeringMeetingRule['window']['kind']> = {
  'premiers mois': 'first',
  'mi-parcours': 'midTerm',
  'derniers mois': 'last',
};

export const subjectWords: Record<string, Circuit['subject']> = {
  'action réalisée': 'actionCompleted',
  'action lancée': 'actionStarted',
  'changement de pilote': 'pilotChange',
  indicateurs: 'indicators',
  libre: 'free',
};

/** The seats that need no name; a role or a structure is written `rôle: …` or `structure: …`. */
export const seatWords: Record<string, Exclude<SeatRule['kind'], 'role' | 'structure'>> = {
  'référents des structures engagées': 'referentOfEngagedStructures',
  'référent du territoire': 'referentOfTerritory',
  pilotes: 'pilots',
  'chargée de mission': 'programmeOfficer',
};

export const escalationWords: Record<string, CircuitStep['escalateTo'][number]> = {
  suppléant: 'substitute',
  'chargée de mission': 'programmeOfficer',
  supervision: 'oversight',
};

export const recipientWords: Record<string, ReminderRecipient> = {
  'référent du territoire': 'territoryReferent',
  'pilotes du territoire': 'territoryPilots',
  'pilotes du groupe': 'groupPilots',
  'chargée de mission': 'programmeOfficer',
  titulaire: 'mandateHolder',
};

export const overseasWords: Record<string, OverseasTerritory> = {
  Guadeloupe: 'guadeloupe',
  Martinique: 'martinique',
  Guyane: 'guyane',
  'La Réunion': 'reunion',
  Mayotte: 'mayotte',
  'Saint-Martin': 'saintMartin',
  'Saint-Barthélemy': 'saintBarthelemy',
};
