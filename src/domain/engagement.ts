/** Which structures an action engages (PTI 2022-2025, annexe 1). */

/** Those it names; an action that names none engages those whose people pilot its group. */
export function engages(
  action: { readonly structures: readonly string[]; readonly groupId: string },
  structure: string,
  /** Ids of the groups that the structure's people pilot. */
  piloted: ReadonlySet<string>,
): boolean {
  return action.structures.length > 0
    ? action.structures.includes(structure)
    : piloted.has(action.groupId);
}
