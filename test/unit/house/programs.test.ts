import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageOf } from '../../../src/cli/message-of.ts'
import { programs, root } from '../../support/processes/commands.ts'

/** Decorators need the polyfill while modules load, so a program that imports it later may fail only on some of its ways. */
test.each(Object.entries(programs))('the program of %s imports reflect-metadata first', (_, program) => {
  const source = program.replace(`${root}dist/`, root).replace(/\.js$/, '.ts')
  expect(readFileSync(source, 'utf8').match(/^import .*$/m)?.[0]).toBe("import 'reflect-metadata'")
})

test('an error without a message, as of several addresses that refuse, is told by its code', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  expect(messageOf(refused)).toBe('ECONNREFUSED')
  expect(messageOf(new Error('a sentence'))).toBe('a sentence')
  expect(messageOf('text')).toBe('text')
})
