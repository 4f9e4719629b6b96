/** The sample pact and its people, as local mode loads them, at the beginning of a year. */
import { parisDay, parisInstant } from '../../src/domain/paris-time.ts';
import { loadPacts } from '../../src/load-pacts.ts';
import { loadSample } from '../../src/local/load-sample.ts';
import { readSample } from '../../src/local/sample/read-sample.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { mandatesOf } from '../../src/store/mandates.ts';
import { readPact } from '../../src/store/pacts.ts';
import { findPersonByEmail, type Person } from '../../src/store/people.ts';
import type { Context } from '../../src/use-cases/context.ts';

export interface SampleStore extends AsyncDisposable {
  readonly db: Db;
  /** UTC instant of the next acts and ticks. */
  now: string;
  person(email: string): Promise<Person>;
  /** One transaction, at `now`. */
  actAs<Value>(person: Person, act: (context: Context) => Promise<Value>): Promise<Value>;
}

/** Followed since 1 January; the instant is that of New Year's Day. */
export async function openSampleStore(year = 2027): Promise<SampleStore> {
  const db = await openDatabase(':memory:');
  const now = parisInstant(`${year}-01-01`, '09:00');
  let ids = 0;
  const newId = () => `sample-${String(++ids).padStart(5, '0')}`;
  const trackedFrom = `${year}-01-01`;
  await loadPacts({ db, now, file: 'pacts/herault-2022-2025.yaml', withPast: true, trackedFrom });
  await loadSample({ db, now, newId, sample: readSample() });
  const store: SampleStore = {
    db,
    now,
    async person(email) {
      const person = await findPersonByEmail(db, email);
      if (!person) throw new Error(`${email} is not in the sample`);
      return person;
    },
    actAs: (person, act) =>
      db.transaction().execute(async (tx) => {
        const pact = await readPact(tx);
        if (!pact) throw new Error('no current pact');
        const today = parisDay(store.now);
        const mandates = await mandatesOf(tx, person.id, today);
        const actor = { personId: person.id, mandates };
        return act({ db: tx, now: store.now, today, actor, pact, newId });
      }),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
  return store;
}
