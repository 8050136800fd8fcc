import { isDeepStrictEqual } from 'node:util'
import { type AskedUser, type UserSpend } from './spend-view.ts'

/** How long a user stays in memory after the last question about the user, and how many do at most. */
const lateMs = 10_000
const mostUsers = 10_000

interface Known {
  user: AskedUser
  spend: UserSpend | undefined
  askedAt: number
}

type Read = (asked: AskedUser[]) => Promise<(UserSpend | undefined)[]>

/** The users that `budgetStatus` was asked for lately, with their spend at the last count. */
export class AskedUsers {
  readonly #known = new Map<string, Known>()
  #replaced = 0

  /** The users whose spend the next count has to read. */
  lately(): AskedUser[] {
    const since = performance.now() - lateMs
    for (const [key, { askedAt }] of this.#known) if (askedAt < since) this.#known.delete(key)
    return [...this.#known.values()].map(({ user }) => user)
  }

  /**
   * Takes in the spend that a count has read. Users that were asked for the first time meanwhile are read again. What has not
   * changed stays the same object: thousands of new ones each second would make the garbage collector pause for long.
   */
  replace(asked: AskedUser[], spends: (UserSpend | undefined)[]): void {
    this.#replaced++
    const read = new Map(asked.map((user, i) => [keyOf(user), spends[i]]))
    for (const [key, known] of this.#known) {
      if (!read.has(key)) this.#known.delete(key)
      else if (!isDeepStrictEqual(known.spend, read.get(key))) known.spend = read.get(key)
    }
  }

  /** The spend of a user, from memory or by `read`. */
  async find(user: AskedUser, read: Read): Promise<UserSpend | undefined> {
    const known = this.#known.get(keyOf(user))
    if (!known) return this.#read(user, read)
    known.askedAt = performance.now()
    return known.spend
  }

  /** A count that ends during the read may have counted more than the read has seen. */
  async #read(user: AskedUser, read: Read): Promise<UserSpend | undefined> {
    for (;;) {
      const began = this.#replaced
      const [spend] = await read([user])
      if (began !== this.#replaced) continue
      // A user who does not exist may begin to at any moment.
      if (spend && this.#known.size < mostUsers)
        this.#known.set(keyOf(user), { user, spend, askedAt: performance.now() })
      return spend
    }
  }
}

const keyOf = ({ project, userId }: AskedUser) => `${project}\0${userId}`
