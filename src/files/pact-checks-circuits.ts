/** Circuits and internal chains of a pact file (PTI 2022-2025, §1.4). */

import { foldText } from '../domain/fold.ts';
import type { SeatRule } from '../domain/pact.ts';
import { checkReference, type Path, type Problem } from './pact-checks-names.ts';
import { defaultCircuits, defaultRoles } from './pact-defaults.ts';
import type { PactFile } from './pact-schema.ts';

type FileCircuit = NonNullable<PactFile['circuits']>[number];
type FileStep = NonNullable<FileCircuit['étapes']>[number];

export function checkCircuits(file: PactFile): Problem[] {
  const structures = file.structures.map((structure) => structure.code);
  const roles = [...defaultRoles, ...(file.rôles ?? [])].map((role) => role.code);
  return [
    ...(file.circuits ?? []).flatMap((circuit, i) => [
      ...checkWhole(circuit, ['circuits', i]),
      ...checkStepCodes(circuit, ['circuits', i]),
      ...(circuit.étapes ?? []).flatMap((step, j) =>
        checkStep(file, step, ['circuits', i, 'étapes', j], structures, roles),
      ),
    ]),
    ...checkChains(file, structures, roles),
  ];
}

/** A circuit of the product may be written in part; one of the file's own is written whole. */
function checkWhole(circuit: FileCircuit, path: Path): Problem[] {
  const known = defaultCircuits.some((other) => foldText(other.code) === foldText(circuit.code));
  const missing = (['libellé', 'sujet', 'étapes'] as const).filter(
    (key) => circuit[key] === undefined,
  );
  if (!known && missing.length > 0) {
    const keys = missing.map((key) => `« ${key} »`).join(', ');
    const codes = defaultCircuits.map((other) => other.code).join(', ');
    return [
      {
        path,
        message: `Le circuit « ${circuit.code} » est incomplet : ajoutez ${keys}, ou reprenez le code d’un circuit fourni (${codes}).`,
      },
    ];
  }
  if (circuit.étapes?.length === 0) {
    return [
      {
        path: [...path, 'étapes'],
        message: `Le circuit « ${circuit.code} » n’a aucune étape : ajoutez-en une, ou écrivez « actif : non » pour l’éteindre.`,
      },
    ];
  }
  return [];
}

function checkStepCodes(circuit: FileCircuit, path: Path): Problem[] {
  const seen = new Set<string>();
  return (circuit.étapes ?? []).flatMap((step, j) => {
    const again = seen.has(foldText(step.code));
    seen.add(foldText(step.code));
    if (!again) return [];
    return [
      {
        path: [...path, 'étapes', j, 'code'],
        message: `Le code d’étape « ${step.code} » sert déjà dans ce circuit : choisissez un autre code.`,
      },
    ];
  });
}

function checkStep(
  file: PactFile,
  step: FileStep,
  path: Path,
  structures: readonly string[],
  roles: readonly string[],
): Problem[] {
  if (step.qui.length === 0) {
    return [
      {
        path,
        message: `L’étape « ${step.code} » ne nomme personne : ajoutez au moins un siège sous « qui », par exemple « référent du territoire ».`,
      },
    ];
  }
  const problems = step.qui.flatMap((seat, k) => {
    const at = [...path, 'qui', k];
    if (seat.kind === 'role') return checkReference(at, seat.role, roles, 'rôles');
    if (seat.kind === 'structure') {
      return checkReference(at, seat.structure, structures, 'structures');
    }
    return [];
  });
  const most = step.qui.reduce((sum, seat) => sum + mostSeats(file, seat), 0);
  if (step.règle.kind === 'quorum' && step.règle.count > most) {
    problems.push({
      path: [...path, 'règle'],
      message: `Le quorum de l’étape « ${step.code} » (${step.règle.count}) dépasse le nombre de réponses possibles (${most}) : baissez-le ou ajoutez des sièges sous « qui ».`,
    });
  }
  return problems;
}

/** The most answers one line of a step can ever bring. */
function mostSeats(file: PactFile, seat: SeatRule): number {
  switch (seat.kind) {
    case 'referentOfEngagedStructures':
      return file.structures.length;
    case 'referentOfTerritory':
      return file.territoires.length;
    case 'pilots':
      return 2;
    case 'structure':
      return (
        file['circuits internes'].find((chain) => chain.structure === seat.structure)?.rôles
          .length ?? 1
      );
    default:
      return 1;
  }
}

function checkChains(
  file: PactFile,
  structures: readonly string[],
  roles: readonly string[],
): Problem[] {
  const seen = new Set<string>();
  return file['circuits internes'].flatMap((chain, i) => {
    const path = ['circuits internes', i];
    const again = seen.has(chain.structure);
    seen.add(chain.structure);
    return [
      ...checkReference([...path, 'structure'], chain.structure, structures, 'structures'),
      ...chain.rôles.flatMap((role, j) =>
        checkReference([...path, 'rôles', j], role, roles, 'rôles'),
      ),
      ...(again
        ? [
            {
              path,
              message: `« ${chain.structure} » a déjà un circuit interne : réunissez ses rôles en une seule liste.`,
            },
          ]
        : []),
    ];
  });
}
