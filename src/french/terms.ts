/** What people read for the pact's own terms; generic words never use the point médian. */
import type { ActionStatus, BlockerKind, Role } from '../domain/terms.ts';

/** The four states of the census (PTI 2022-2025, annexe 1), and «abandonnée». */
const statuses: Readonly<Record<ActionStatus, readonly [one: string, several: string]>> = {
  project: ['au stade du projet', 'au stade du projet'],
  inProgress: ['en cours', 'en cours'],
  operating: ['en fonctionnement', 'en fonctionnement'],
  completed: ['réalisée', 'réalisées'],
  abandoned: ['abandonnée', 'abandonnées'],
};

const blockers: Readonly<Record<BlockerKind, string>> = {
  awaitingValidation: 'en attente de validation',
  other: 'bloquée',
};

interface Gendered {
  readonly feminine: string;
  readonly masculine: string;
  /** When the person's title does not tell. */
  readonly generic: string;
}

const roleNames: Readonly<Record<Role, Gendered>> = {
  referent: {
    feminine: 'référente PTI',
    masculine: 'référent PTI',
    generic: 'référent ou référente PTI',
  },
  territoryReferent: {
    feminine: 'référente du Département',
    masculine: 'référent du Département',
    generic: 'référent ou référente du Département',
  },
  pilot: same('pilote'),
  coPilot: same('co-pilote'),
  programmeOfficer: {
    feminine: 'chargée de mission PTI',
    masculine: 'chargé de mission PTI',
    generic: 'chargée de mission PTI',
  },
  electedOfficial: { feminine: 'élue', masculine: 'élu', generic: 'élu ou élue' },
  named: same('rôle du pacte'),
};

/** «réalisée», or «réalisées» for two and more. */
export function statusLabel(status: ActionStatus, count = 1): string {
  return statuses[status][Math.abs(count) < 2 ? 0 : 1];
}

export function blockerLabel(kind: BlockerKind): string {
  return blockers[kind];
}

/**
 * The name of a role, in the gender that the person's own title shows («Chargé de mission
 * insertion»). A role named by the pact file has its label there.
 */
export function roleLabel(role: Role, title?: string | null): string {
  return roleNames[role][genderOf(title ?? '')];
}

/** Titles with a feminine of their own, without accents; «responsable» or «pilote» tell nothing. */
const feminine = titlePattern(
  'chargee deleguee elue referente adjointe assistante presidente attachee agente conseillere ' +
    'cheffe directrice coordinatrice coordonnatrice animatrice inspectrice formatrice',
);
const masculine = titlePattern(
  'charge delegue elu referent adjoint assistant president attache agent conseiller chef ' +
    'directeur coordinateur coordonnateur animateur inspecteur formateur',
);

/** «chargé·e», «élu(e)» and «directeur/rice» are typed by people who do not tell either. */
function titlePattern(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.replaceAll(' ', '|')})(?!\\p{L}|[·.(/-]\\p{L})`, 'u');
}

function genderOf(title: string): keyof Gendered {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (feminine.test(plain)) return 'feminine';
  return masculine.test(plain) ? 'masculine' : 'generic';
}

function same(name: string): Gendered {
  return { feminine: name, masculine: name, generic: name };
}
