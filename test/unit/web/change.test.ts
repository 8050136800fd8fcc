import { CombinedError } from 'urql'
import { expect, test } from 'vitest'
import { refusalsOf } from '../../../web/api/use-change.ts'

const refused = { field: 'name', message: 'The name is taken.' }
const failed = new CombinedError({ graphQLErrors: [{ message: 'The time is up.' }] })

test('a change is refused by what its payload says and by what failed beside it', () => {
  expect(refusalsOf({ userErrors: [refused] }, undefined)).toEqual([refused])
  expect(refusalsOf({ userErrors: [] }, failed)).toEqual([{ field: '', message: 'The time is up.' }])
  expect(refusalsOf(undefined, failed)).toEqual([{ field: '', message: 'The time is up.' }])
  expect(refusalsOf({ userErrors: [] }, undefined)).toEqual([])
})
