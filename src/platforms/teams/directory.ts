/** What the roster of a conversation says of somebody, in the bot's own terms. */
import type { DirectoryEntry } from '../../conversation/conversation.ts';
import type { Member } from './connector.ts';

/** @param tenant the one this installation serves */
export function directoryEntry(member: Member, tenant: string): DirectoryEntry {
  const { email, name, userRole, tenantId } = member;
  return {
    ...(email ? { email } : {}),
    displayName: name ?? '',
    isBot: member.id.startsWith('28:'),
    isDeleted: false,
    isExternal: tenantId !== undefined && tenantId !== null && tenantId !== tenant,
    isGuest: userRole !== undefined && userRole !== null && userRole.toLowerCase() !== 'user',
  };
}

export function accountId({ aadObjectId, objectId, id }: Member): string {
  return aadObjectId ?? objectId ?? id;
}
