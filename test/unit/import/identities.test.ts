import { afterEach, expect, test } from 'vitest'
import { mergedTraits } from '../../../src/cli/import/identities/merged-traits.ts'
import { sendIdentities } from '../../../src/cli/import/identities/send-identities.ts'
import { createSpool, type Spool } from '../../../src/cli/import/identities/spool.ts'
import { type Identity } from '../../../src/cli/import/sources/source.ts'
import { emptyTally } from '../../../src/cli/import/tally.ts'

let spool: Spool | undefined
afterEach(() => spool?.close())

/** Keeps what rows say, each row on a line of its own. */
function spooled(identities: Identity[], users: string[] = []): Spool {
  spool = createSpool()
  for (const [index, identity] of identities.entries())
    spool.add(identity, { path: 'f', file: 0, line: index + 1 })
  for (const user of users) spool.seen(user)
  return spool
}

const changes = (identities: Identity[]) =>
  [...mergedTraits(spooled(identities).traits())].map(({ input }) => input)

test('links are made in the order of time, each pair of ids once', () => {
  const { links } = spooled([
    { at: 3, userId: 'ann', visitorId: 'd-1' },
    { at: 1, userId: 'bob', visitorId: 'd-2' },
    { at: 2, userId: 'bob', visitorId: 'd-1' },
    { at: 0.5, userId: 'ann', visitorId: 'd-1' },
    { at: 9, userId: 'ann', visitorId: 'ann' },
  ])
  expect([...links()]).toEqual([
    { userId: 'ann', visitorId: 'd-1', file: 0, line: 4 },
    { userId: 'bob', visitorId: 'd-2', file: 0, line: 2 },
    { userId: 'bob', visitorId: 'd-1', file: 0, line: 3 },
  ])
})

test('a user gets one change, in which the latest value of a trait wins in any order of the rows', () => {
  expect(
    changes([
      { at: 5, userId: 'ann', set: { plan: 'pro' } },
      { at: 1, userId: 'ann', username: 'Ann', set: { plan: 'free', seats: 1 } },
      { at: 7, userId: 'ann', set: { plan: 'pro' } },
      { at: 6, userId: 'ann', set: { plan: 'trial' } },
      { at: 2, userId: 'bob', set: {} },
    ]),
  ).toEqual([{ userId: 'ann', username: 'Ann', set: { seats: 1, plan: 'pro' }, setOnce: {}, unset: [] }])
})

test('of values that are set once the first one stays, and a removed trait is removed until it is set', () => {
  expect(
    changes([
      { at: 3, userId: 'ann', setOnce: { source: 'mail' } },
      { at: 1, userId: 'ann', setOnce: { source: 'ad', plan: 'free' } },
      { at: 4, userId: 'ann', setOnce: { source: 'ad' } },
      { at: 2, userId: 'ann', set: { plan: 'pro', trial: true, seats: null } },
      { at: 5, userId: 'ann', unset: ['trial'] },
      { at: 6, userId: 'ann', setOnce: { seats: 9 } },
    ]),
  ).toEqual([{ userId: 'ann', set: { plan: 'pro', seats: 9 }, setOnce: { source: 'ad' }, unset: ['trial'] }])
})

test('the traits of a visitor are those of the user that the visitor turned out to be', () => {
  expect(
    changes([
      { at: 1, visitorId: 'd-1', set: { theme: 'dark', plan: 'none' } },
      { at: 2, userId: 'ann', set: { plan: 'pro' } },
      { at: 3, userId: 'ann', visitorId: 'd-1' },
      { at: 4, visitorId: 'd-2', set: { theme: 'light' } },
    ]),
  ).toEqual([
    { userId: 'ann', set: { theme: 'dark', plan: 'pro' }, setOnce: {}, unset: [] },
    { anonymousId: 'd-2', set: { theme: 'light' }, setOnce: {}, unset: [] },
  ])
})

test('a visitor of events counts as the user that it is linked to first', () => {
  const links = [
    { at: 2, userId: 'bob', visitorId: 'd-1' },
    { at: 1, userId: 'ann', visitorId: 'd-1' },
  ]
  expect(spooled(links, ['ann', 'd-1', 'd-1', 'd-2']).users()).toBe(2)
})

test('an import that is stopped sends no further users, and counts none', async () => {
  const stop = new AbortController()
  stop.abort()
  const sender = {
    service: { url: 'http://127.0.0.1:2', token: '' },
    patienceMs: 0,
    stop: stop.signal,
    contact: { isMade: false },
    onWait: () => undefined,
  }
  const tally = emptyTally()
  const spool = spooled([{ at: 1, userId: 'ann', visitorId: 'd-1', set: { plan: 'pro' } }])
  await sendIdentities({ files: [], spool, sender, tally })
  expect(tally).toEqual(emptyTally())
})
