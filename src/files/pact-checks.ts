/** What a pact file must also satisfy once its shape is right. Each problem says its remedy. */

import { checkCircuits } from './pact-checks-circuits.ts';
import { checkNames, checkReference, type Problem } from './pact-checks-names.ts';
import { checkCalendar, checkReminders } from './pact-checks-policies.ts';
import type { PactFile } from './pact-schema.ts';

export function checkPact(file: PactFile): Problem[] {
  return [
    ...checkAllNames(file),
    ...checkReferences(file),
    ...checkDates(file),
    ...checkPrefixes(file),
    ...checkCircuits(file),
    ...checkReminders(file),
    ...checkCalendar(file),
    ...checkHistory(file),
  ];
}

function checkAllNames(file: PactFile): Problem[] {
  const problems = [
    ...checkNames('axes', file.axes),
    ...checkNames('thèmes', file.thèmes),
    ...checkNames('publics', file.publics),
    ...checkNames('territoires', file.territoires),
    ...checkNames('structures', file.structures),
    ...checkNames('rôles', file.rôles ?? []),
    ...checkNames('indicateurs', file.indicateurs),
    ...checkNames('circuits', file.circuits ?? []),
    ...checkNames(['instances', 'copil'], file.instances.copil),
  ];
  const numbers = new Map<number, string>();
  file.axes.forEach((axis, i) => {
    const other = numbers.get(axis.numéro);
    if (other !== undefined) {
      problems.push({
        path: ['axes', i, 'numéro'],
        message: `Le numéro ${axis.numéro} est déjà celui de l’axe « ${other} » : donnez un autre numéro à « ${axis.code} ».`,
      });
    }
    numbers.set(axis.numéro, axis.code);
  });
  return problems;
}

function checkReferences(file: PactFile): Problem[] {
  const themes = file.thèmes.map((theme) => theme.code);
  const axes = file.axes.map((axis) => axis.code);
  return [
    ...file.thèmes.flatMap((theme, i) =>
      checkReference(['thèmes', i, 'axe'], theme.axe, axes, 'axes'),
    ),
    ...file.indicateurs.flatMap((indicator, i) =>
      indicator.thèmes.flatMap((theme, j) =>
        checkReference(['indicateurs', i, 'thèmes', j], theme, themes, 'thèmes'),
      ),
    ),
  ];
}

function checkDates(file: PactFile): Problem[] {
  const problems: Problem[] = [];
  if (file.fin < file.début) {
    problems.push({
      path: ['fin'],
      message: `Le pacte finit (${file.fin}) avant de commencer (${file.début}) : corrigez « début » ou « fin ».`,
    });
  }
  file.prorogations.forEach((prorogation, i) => {
    const until = prorogation["jusqu'au"];
    if (until <= file.fin) {
      problems.push({
        path: ['prorogations', i, "jusqu'au"],
        message: `Cette prorogation s’arrête le ${until}, alors que le pacte court déjà jusqu’au ${file.fin} : écrivez une date postérieure.`,
      });
    }
  });
  for (const key of ['suivi depuis', 'clos le'] as const) {
    const on = file[key];
    if (on !== undefined && on < file.début) {
      problems.push({
        path: [key],
        message: `La date « ${key} » (${on}) précède le début du pacte (${file.début}) : corrigez-la.`,
      });
    }
  }
  return problems;
}

/** Codes of actions begin with the prefix; `DEP` is kept for actions of all territories. */
function checkPrefixes(file: PactFile): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  file.territoires.forEach((territory, i) => {
    const { préfixe: prefix } = territory;
    const path = ['territoires', i, 'préfixe'];
    const owner = owners.get(prefix);
    if (!/^[A-Z]{3}$/.test(prefix)) {
      problems.push({
        path,
        message: `Le préfixe « ${prefix} » doit compter trois lettres capitales sans accent, comme « THA ».`,
      });
    } else if (prefix === 'DEP') {
      problems.push({
        path,
        message:
          'Le préfixe « DEP » est réservé aux actions de tous les territoires : choisissez trois autres lettres.',
      });
    } else if (owner !== undefined) {
      problems.push({
        path,
        message: `Le préfixe « ${prefix} » est déjà celui de « ${owner} » : choisissez trois autres lettres.`,
      });
    }
    owners.set(prefix, territory.libellé);
  });
  return problems;
}

function checkHistory(file: PactFile): Problem[] {
  const territories = file.territoires.map((territory) => territory.code);
  const structures = file.structures.map((structure) => structure.code);
  const groups = file.historique?.groupes ?? [];
  const base = ['historique', 'groupes'];
  return [
    ...checkNames(
      base,
      groups.map(({ code }) => ({ code })),
    ),
    ...groups.flatMap((group, i) => [
      ...group.territoires.flatMap((code, j) =>
        checkReference([...base, i, 'territoires', j], code, territories, 'territoires'),
      ),
      ...group.pilotes.flatMap((code, j) =>
        checkReference([...base, i, 'pilotes', j], code, structures, 'structures'),
      ),
      ...group.copilotes.flatMap((code, j) =>
        checkReference([...base, i, 'copilotes', j], code, structures, 'structures'),
      ),
    ]),
    ...(file.historique?.actions ?? []).flatMap((action, i) =>
      action.territoires.flatMap((code, j) =>
        checkReference(
          ['historique', 'actions', i, 'territoires', j],
          code,
          territories,
          'territoires',
        ),
      ),
    ),
  ];
}
