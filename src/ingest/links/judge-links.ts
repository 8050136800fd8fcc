import { type Link, type LinkOutcome } from './link.ts'

/** The user of an id. */
export interface IdHolder {
  no: number
  /** The number of the user that this visitor is linked to. */
  linkedTo: number | null
  /** Whether the id was identified, or a visitor was linked to it. A known user is never linked to another. */
  isKnown: boolean
  /** Whether the user has traits or a name. */
  hasProfile: boolean
}

/** What links change: the outcome of each, the users that become known, and the visitors that get a user. */
export interface JudgedLinks {
  outcomes: LinkOutcome[]
  known: IdHolder[]
  linked: { visitor: IdHolder; userNo: number }[]
}

/**
 * Decides about links in their order; `holders` has the user of every id. A visitor is linked to a user that is known
 * and never linked itself, so one step leads from any id to its user, however the links were chained.
 */
export function judgeLinks(links: Link[], holders: ReadonlyMap<string, IdHolder>): JudgedLinks {
  const known = new Set<IdHolder>()
  const linkedNow = new Map<IdHolder, number>()
  const userOf = (holder: IdHolder) => holder.linkedTo ?? linkedNow.get(holder) ?? holder.no
  const judge = ({ userId, visitorId }: Link): LinkOutcome => {
    const [user, visitor] = [holders.get(userId)!, holders.get(visitorId)!]
    const userNo = userOf(user)
    if (userNo === user.no && !user.isKnown) known.add(user)
    if (userOf(visitor) === userNo) return 'SAME_USER'
    if (userOf(visitor) !== visitor.no) return 'LINKED_TO_ANOTHER'
    if (visitor.isKnown || known.has(visitor)) return 'KNOWN_USER'
    linkedNow.set(visitor, userNo)
    return 'LINKED'
  }
  const outcomes = links.map(judge)
  return {
    outcomes,
    known: [...known],
    linked: [...linkedNow].map(([visitor, userNo]) => ({ visitor, userNo })),
  }
}
