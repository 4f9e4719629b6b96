/**
 * Queries of the hot path, compiled on first use: building one anew costs more than running it. In a
 * transaction of `transact` they run at once: waiting for a connection that is held costs as much.
 *
 * SQLite itself prepares some statements anew at every run, because it plans them by the values
 * bound: joins, `LIMIT ?`, `ORDER BY` on a partial index. The hot path has none of these.
 */
import type { Compilable, CompiledQuery } from 'kysely';
import { connectionOf, type Db } from './database.ts';

/** Stands for a value while the query is compiled. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query whose text never depends on its values. `build` sees the names of the values only: it
 * passes them on and looks at none.
 */
export function compiled<Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<readonly Row[]> {
  let kept: CompiledQuery<Row> | undefined;
  return async (db, values) => {
    const given = values as Readonly<Record<string, unknown>>;
    kept ??= build(db, placesOf<Values>(given)).compile();
    const parameters = kept.parameters.map((parameter) => {
      if (!(parameter instanceof Place)) return parameter;
      const value = given[parameter.name];
      if (value === undefined) throw new Error(`no ${parameter.name} is given to the query`);
      return value;
    });
    const connection = connectionOf(db);
    if (connection) return connection.run(kept.sql, parameters) as Row[];
    const { rows } = await db.executeQuery<Row>({ ...kept, parameters });
    return rows;
  };
}

function placesOf<Values>(given: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(Object.keys(given).map((name) => [name, new Place(name)])) as Values;
}
