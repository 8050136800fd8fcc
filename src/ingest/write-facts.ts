import { type Pool } from 'pg'
import { type CheckedFact } from './fact.ts'
import { insertFacts, type Stored } from './insert-facts.ts'
import { insertWithNewUsers } from './insert-with-new-users.ts'
import { keyOfUser, type SentUser } from './sent-user.ts'
import { userNumbers } from './user-numbers.ts'

/**
 * Writes facts in the name of their users. Known users cost nothing; users that are seen for the first time come into
 * being together with a fact of theirs that is stored. When it returns everything is committed.
 */
export function factWriter(pool: Pool): (facts: CheckedFact[]) => Promise<Stored> {
  const known = userNumbers(pool)
  return async facts => {
    const users = usersOf(facts)
    const numbers = await known.of(users)
    if (numbers.size === users.size) return insertFacts(pool, numbered(facts, numbers))
    const newcomers = [...users].filter(([key]) => !numbers.has(key)).map(([, user]) => user)
    const { stored, added } = await insertWithNewUsers(pool, newcomers, added =>
      numbered(facts, new Map([...numbers, ...added])),
    )
    known.remember(added)
    return stored
  }
}

function usersOf(facts: CheckedFact[]): Map<string, SentUser> {
  const users = new Map<string, SentUser>()
  for (const { project, user_id } of facts)
    if (user_id !== null) {
      const user = { project, external_id: user_id }
      users.set(keyOfUser(user), user)
    }
  return users
}

const numbered = (facts: CheckedFact[], numbers: Map<string, number>) =>
  facts.map(({ user_id, ...fact }) => ({
    ...fact,
    user_no:
      user_id === null ? null : numbers.get(keyOfUser({ project: fact.project, external_id: user_id }))!,
  }))
