/** Names of a pact file: unique within their kind however they are typed, and known when cited. */
import { foldText } from '../domain/fold.ts';

export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  readonly message: string;
}

interface Named {
  readonly code: string;
  readonly libellé?: string | undefined;
  readonly alias?: readonly string[] | undefined;
}

/** A code, a label or an alias found twice in one kind would make typed names ambiguous. */
export function checkNames(kind: string | Path, items: readonly Named[]): Problem[] {
  const base: Path = typeof kind === 'string' ? [kind] : kind;
  const problems: Problem[] = [];
  const owners = new Map<string, number>();
  items.forEach((item, i) => {
    const owner = owners.get(foldText(item.code));
    if (owner !== undefined) {
      problems.push({
        path: [...base, i, 'code'],
        message: `Le code « ${item.code} » sert déjà (élément ${owner + 1} de la liste) : choisissez un autre code.`,
      });
    } else owners.set(foldText(item.code), i);
  });
  items.forEach((item, i) => {
    if (item.libellé !== undefined) {
      claim(owners, items, problems, i, item.libellé, [...base, i, 'libellé'], 'Le libellé');
    }
  });
  items.forEach((item, i) => {
    const own = new Set<string>();
    (item.alias ?? []).forEach((alias, j) => {
      const path = [...base, i, 'alias', j];
      if (own.has(foldText(alias))) {
        problems.push({
          path,
          message: `L’alias « ${alias} » figure deux fois (accents, majuscules, traits d’union et « st/saint » ne comptent pas) : retirez cette ligne.`,
        });
      } else claim(owners, items, problems, i, alias, path, 'L’alias');
      own.add(foldText(alias));
    });
  });
  return problems;
}

function claim(
  owners: Map<string, number>,
  items: readonly Named[],
  problems: Problem[],
  index: number,
  name: string,
  path: Path,
  what: string,
): void {
  const owner = owners.get(foldText(name));
  if (owner === undefined) owners.set(foldText(name), index);
  else if (owner !== index) {
    problems.push({
      path,
      message: `${what} « ${name} » désigne déjà « ${items[owner]?.code} » (accents, majuscules, traits d’union et « st/saint » ne comptent pas) : gardez-le d’un seul côté.`,
    });
  }
}

/** A code cited elsewhere in the file must be declared in its own list. */
export function checkReference(
  path: Path,
  code: string,
  known: readonly string[],
  list: string,
): Problem[] {
  if (known.includes(code)) return [];
  const choices = known.length === 0 ? 'la liste est vide' : known.join(', ');
  return [
    {
      path,
      message: `Le code « ${code} » ne figure pas dans la liste « ${list} » : écrivez l’un des codes déclarés (${choices}) ou ajoutez-le à cette liste.`,
    },
  ];
}
