import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { slowest } from '../../support/vitest/slowest-first.ts'

test('every file that starts first exists', () => {
  expect(slowest.filter(name => !existsSync(`test/${name}.test.ts`))).toEqual([])
})
