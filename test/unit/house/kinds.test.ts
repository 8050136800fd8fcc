import { expect, test } from 'vitest'
import { fieldsOf } from '../../../src/cli/import/column-mapping.ts'
import {
  asBoolean,
  asInstant,
  asMoney,
  asNumber,
  asText,
  asTexts,
  asWritten,
} from '../../../src/cli/import/values.ts'
import { eventEntities } from '../../../src/entities/event-columns.ts'
import { kinds } from '../../../src/ingest/kinds/index.ts'

test('every kind has an entity, and every entity of the log has a kind', () => {
  const stored = Object.values(kinds).map(kind => kind.stored)
  expect(stored.toSorted()).toEqual(Object.keys(eventEntities).sort())
})

test('columns of a file fill the fields of a kind, but not fields that are objects', () => {
  expect(fieldsOf('conversation')).toEqual({
    ...fieldsOf('event'),
    name: undefined,
    startedAt: asInstant,
    endedAt: asInstant,
    status: asWritten,
    resolved: asBoolean,
    satisfaction: asNumber,
    topics: asTexts,
  })
  expect(fieldsOf('systemMetric')).toEqual({ ...fieldsOf('event'), value: asNumber, unit: asText })
  expect(fieldsOf('message')).toMatchObject({ role: asWritten, inputTokens: asNumber, costUsd: asMoney })
})
