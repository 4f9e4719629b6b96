/** Who is in a conversation, by address: read once for those who are looked for one after the other. */
import type { Connector, Member } from './connector.ts';

export interface Rosters {
  /** @throws {ConnectorFault} */
  find(serviceUrl: string, conversation: string, email: string): Promise<Member | undefined>;
}

/** Somebody who has just joined is found after so long, in milliseconds. */
const maxAge = 10 * 60_000;
/** Members that are kept in memory in all; a team of Teams holds 25,000 at most. */
const maxKept = 30_000;

interface Roster {
  readonly readAt: number;
  readonly members: ReadonlyMap<string, Member>;
}

/** @param now milliseconds that never go back */
export function createRosters(connector: Pick<Connector, 'members'>, now: () => number): Rosters {
  /** Oldest first. */
  const kept = new Map<string, Roster>();
  const reading = new Map<string, Promise<Roster>>();

  async function read(serviceUrl: string, conversation: string): Promise<Roster> {
    const members = new Map<string, Member>();
    const readAt = now();
    for await (const member of connector.members(serviceUrl, conversation))
      if (member.email) members.set(member.email.toLowerCase(), member);
    kept.delete(conversation);
    kept.set(conversation, { readAt, members });
    forget();
    return { readAt, members };
  }

  function forget(): void {
    let size = 0;
    for (const { members } of kept.values()) size += members.size;
    for (const [conversation, { readAt, members }] of kept) {
      if (readAt + maxAge > now() && size <= maxKept) return;
      kept.delete(conversation);
      size -= members.size;
    }
  }

  function rosterOf(serviceUrl: string, conversation: string): Roster | Promise<Roster> {
    forget();
    const known = kept.get(conversation) ?? reading.get(conversation);
    if (known) return known;
    const underWay = read(serviceUrl, conversation).finally(() => reading.delete(conversation));
    reading.set(conversation, underWay);
    return underWay;
  }

  return {
    async find(serviceUrl, conversation, email) {
      const { members } = await rosterOf(serviceUrl, conversation);
      return members.get(email.toLowerCase());
    },
  };
}
