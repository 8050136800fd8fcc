import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DeliveryCode } from '../../../src/codes/delivery-code.ts'
import { errorCodes } from '../../../src/codes/error-code.ts'
import { ForwardingCode } from '../../../src/codes/forwarding-code.ts'
import { httpCodes } from '../../../src/codes/http-code.ts'
import { RejectionCode } from '../../../src/codes/rejection-code.ts'
import { UserErrorCode } from '../../../src/codes/user-error-code.ts'
import { WarningCode } from '../../../src/codes/warning-code.ts'

const operations = readFileSync('docs/operations.md', 'utf8')

/** The codes in the first column of the table that follows a text, sorted. */
function documented(before: string): string[] {
  const [table = ''] = operations
    .split(before)[1]!
    .split(/\n\n/)
    .filter(part => part.trim().startsWith('|'))
  const rows = table.trim().split('\n').slice(2)
  const codes = rows.flatMap(row => row.split('|')[1]!.match(/`[A-Z_]{4,}`/g) ?? [])
  return [...new Set(codes.map(code => code.slice(1, -1)))].sort()
}

const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort()

test('every code of an error has a row in the documentation, and every row a code', () => {
  // The code of a client that is gone is in no answer: the text below the table has it.
  const codes = [...Object.keys(errorCodes), ...Object.values(httpCodes)].filter(
    code => code !== 'CLIENT_GONE',
  )
  expect(documented('## Errors')).toEqual(sorted(codes))
})

test('so has every reason why input is refused', () => {
  const rejected = Object.keys(RejectionCode)
  const reasons = documented('Reasons for refused input')
  expect(sorted([...reasons, ...rejected])).toEqual(sorted(Object.keys(UserErrorCode)))
})

test('so has every reason why an event is rejected', () => {
  expect(documented('The code of a rejected event')).toEqual(sorted(Object.keys(RejectionCode)))
})

test('so has every warning', () => {
  expect(documented('The code of a warning')).toEqual(sorted(Object.keys(WarningCode)))
})

test('so has every reason why a message is not delivered', () => {
  expect(documented('The code of a message that was not delivered')).toEqual(
    sorted(Object.keys(DeliveryCode)),
  )
})

test('so has every reason why a destination did not take rows', () => {
  expect(documented('The code of a destination')).toEqual(sorted(Object.keys(ForwardingCode)))
})
