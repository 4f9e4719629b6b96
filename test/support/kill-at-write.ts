/** Kills this process before a write of SQLite, wherever in a transaction that is. */
import Sqlite from 'better-sqlite3';

/**
 * To be called before the file is opened.
 * @param limit which write, counted from when it is armed
 */
export function killAtWrite(limit: number): { arm(): void } {
  let armed = false;
  let writes = 0;
  const { prototype } = Sqlite;
  const prepare = prototype.prepare;
  // SQLite's own statements, counted as they run.
  prototype.prepare = function counted(this: Sqlite.Database, source: string) {
    const statement = prepare.call(this, source);
    if (!/^\s*(?:insert|update|delete|commit)/i.test(source)) return statement;
    for (const name of ['run', 'all'] as const) {
      const own = (statement[name] as (...parameters: unknown[]) => unknown).bind(statement);
      Object.assign(statement, {
        [name]: (...parameters: unknown[]) => {
          if (armed) writes += 1;
          if (writes === limit) process.kill(process.pid, 'SIGKILL');
          return own(...parameters);
        },
      });
    }
    return statement;
  } as typeof prepare;
  return {
    arm() {
      armed = true;
    },
  };
}
