/** The accounts being looked up, whatever the platform: never twice at once, and again in a while. */
const RETRY_MS = 60_000;

export interface FirstContacts {
  /**
   * Looks one up and answers it, unless that is under way. Never rejects: when it fails, the stored
   * contacts are taken up again in a while, and `failing` says so.
   */
  introduce(
    key: string,
    work: () => Promise<void>,
    failing: (error: unknown) => Promise<void>,
  ): Promise<void>;
  /** Forgets the next try: what is stored waits for the next start. */
  stop(): void;
}

/** @param resume takes up all that is stored; called again after a failure, until we stop */
export function keepFirstContacts(resume: () => void): FirstContacts {
  const inProgress = new Set<string>();
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  const retryLater = (): void => {
    if (stopped) return;
    retry ??= setTimeout(() => {
      retry = undefined;
      resume();
    }, RETRY_MS).unref();
  };
  return {
    async introduce(key, work, failing) {
      if (inProgress.has(key)) return;
      inProgress.add(key);
      try {
        await work();
      } catch (error) {
        retryLater();
        await failing(error);
      } finally {
        inProgress.delete(key);
      }
    },
    stop() {
      stopped = true;
      clearTimeout(retry);
    },
  };
}
