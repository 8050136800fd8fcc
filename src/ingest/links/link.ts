/** A statement that two ids belong to one user: the id of an unknown visitor, and the id that the user signed in with. */
export interface Link {
  userId: string
  visitorId: string
}

/**
 * The outcome of a link. SAME_USER: the ids belonged to one user already. KNOWN_USER: both ids are those of known users,
 * which are never merged. LINKED_TO_ANOTHER: the visitor is linked to another user, and stays so.
 */
export type LinkOutcome = 'LINKED' | 'SAME_USER' | RefusedLink
export type RefusedLink = 'KNOWN_USER' | 'LINKED_TO_ANOTHER'

export const isRefused = (outcome: LinkOutcome | undefined): outcome is RefusedLink =>
  outcome === 'KNOWN_USER' || outcome === 'LINKED_TO_ANOTHER'

/** Why a link was refused, as the end of a sentence that begins with the field of the visitor's id. */
export const reasons: Record<RefusedLink, string> = {
  KNOWN_USER: 'is the id of a known user: two known users are never merged.',
  LINKED_TO_ANOTHER: 'belongs to another user already: a link is never changed.',
}
