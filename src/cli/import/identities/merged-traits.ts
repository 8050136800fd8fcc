import { type Columns } from '../sources/source.ts'
import { type SpooledTraits } from './spool.ts'

/** The input of `identifyUsers` for one user, with the last row that changed it. */
export interface UserTraits {
  input: {
    userId?: string
    anonymousId?: string
    username?: string
    set: Columns
    setOnce: Columns
    unset: string[]
  }
  file: number
  line: number
}

/** One change for each user, with the result of all its rows one after the other. The rows of a user stand together. */
export function* mergedTraits(rows: Iterable<SpooledTraits>): Generator<UserTraits> {
  let owner: string | undefined
  let merged: UserTraits | undefined
  for (const row of rows) {
    if (merged && row.owner !== owner) yield merged
    if (row.owner !== owner) merged = nothing(row)
    owner = row.owner
    apply(merged!, row)
  }
  if (merged) yield merged
}

const nothing = ({ owner, isVisitor, file, line }: SpooledTraits): UserTraits => ({
  input: { ...(isVisitor ? { anonymousId: owner } : { userId: owner }), set: {}, setOnce: {}, unset: [] },
  file,
  line,
})

/** Each trait stays in one of the three changes. A null is no trait any more. */
function apply(
  merged: UserTraits,
  { username, set = {}, setOnce = {}, unset = [], file, line }: SpooledTraits,
): void {
  const { input } = merged
  Object.assign(merged, { file, line })
  if (username !== undefined) input.username = username
  for (const [key, value] of Object.entries(setOnce)) putOnce(input, key, value)
  for (const [key, value] of Object.entries(set)) put(input, key, value)
  for (const key of unset) put(input, key, null)
}

function put({ set, setOnce, unset }: UserTraits['input'], key: string, value: unknown): void {
  delete setOnce[key]
  delete set[key]
  const removed = unset.indexOf(key)
  if (removed >= 0) unset.splice(removed, 1)
  if (value === null || value === undefined) unset.push(key)
  else set[key] = value
}

function putOnce(input: UserTraits['input'], key: string, value: unknown): void {
  if (value === null || value === undefined) return
  if (input.unset.includes(key)) put(input, key, value)
  else if (!(key in input.set) && !(key in input.setOnce)) input.setOnce[key] = value
}
