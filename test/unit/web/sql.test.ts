import { describe, expect, test } from 'vitest'
import { placeholdersIn as ofService } from '../../../src/custom-queries/placeholders.ts'
import { queryTables } from '../../../src/custom-queries/tables/index.ts'
import { markedLine, selectionOf } from '../../../web/pages/sql/place.ts'
import {
  isMissing,
  parametersOf,
  placeholdersIn,
  savedParameters,
  textOf,
} from '../../../web/pages/sql/placeholders.ts'
import { tableNames } from '../../../web/pages/sql/table-names.ts'

test('lists the tables that custom queries have', () => {
  expect(tableNames).toEqual(Object.keys(queryTables))
})

describe('placeholders', () => {
  test.each([
    'select {a:String}, { b : Nullable(Int64) }, {a:String}',
    "select '{a:String}', 'it''s {b:Int8}', {c:Array(String)} -- {d:String}\n, {e:Date}",
    'select "{a:String}", `{b:Int8}` /* {c:Int8} */, {d:Decimal(10, 2)}',
    'select {}, {a}, {1:String}',
  ])('are those that the service finds: %s', sql => {
    expect(placeholdersIn(sql)).toEqual(ofService(sql))
  })

  test('without a name are numbered', () => {
    expect(placeholdersIn("select ? from users where username = '?' and user_id = ?")).toEqual([
      { name: '1' },
      { name: '2' },
    ])
  })
})

describe('values', () => {
  const known = [
    { name: 'seconds', default: 600, isRequired: false, description: 'The shortest' },
    { name: 'bot', default: null, isRequired: true, description: null },
  ]
  const placeholders = placeholdersIn(
    'select {seconds:Float64}, {bot:String}, {day:Nullable(Date)}, {on:Bool}',
  )

  test('have the type of their placeholder, and large numbers keep their digits', () => {
    expect(
      parametersOf(placeholdersIn('select {a:UInt64}, {b:Float64}, {c:Bool}, {d:Array(Int8)}, {e:String}'), {
        a: '18446744073709551615',
        b: '1e3',
        c: 'true',
        d: '1, 2',
        e: '7',
      }),
    ).toEqual({ a: '18446744073709551615', b: 1000, c: true, d: ['1', '2'], e: '7' })
  })

  test('that no field has are the defaults, empty, null or missing', () => {
    expect(parametersOf(placeholders, {}, known)).toEqual({ seconds: 600, bot: '', day: null })
  })

  test('of question marks are a list, and quotes keep a text a text', () => {
    expect(parametersOf(placeholdersIn('select ?, ?, ?'), { 1: 'web', 2: '2026', 3: '"2026"' })).toEqual([
      'web',
      2026,
      '2026',
    ])
  })

  test('are missing as long as one without a default has no text', () => {
    expect(isMissing(placeholders.slice(0, 2), {}, known)).toBe(true)
    expect(isMissing(placeholders.slice(0, 2), { bot: 'support' }, known)).toBe(false)
  })

  test('become defaults when the SQL is saved, and notes stay', () => {
    expect(savedParameters(placeholders.slice(0, 2), { bot: 'support' }, known)).toEqual([
      { name: 'seconds', default: 600, description: 'The shortest' },
      { name: 'bot', default: 'support' },
    ])
    expect(savedParameters(placeholders.slice(1, 2), {}, known)).toEqual([])
  })

  test('are texts in fields', () => {
    expect([600, null, ['a', 2], { a: 1 }, false].map(textOf)).toEqual([
      '600',
      '',
      'a, 2',
      '{"a":1}',
      'false',
    ])
  })
})

describe('the place of an error', () => {
  const sql = 'SELECT\n  count( FORM events\n'

  test('is a word of its line', () => {
    expect(markedLine(sql, { line: 2, column: 10 })).toEqual({
      before: '  count( ',
      marked: 'FORM',
      after: ' events',
    })
  })

  test('at the end of the text is marked all the same', () => {
    expect(markedLine(sql, { line: 3, column: 1 })).toEqual({ before: '', marked: ' ', after: '' })
  })

  test('is found in the whole text', () => {
    const { start, end } = selectionOf(sql, { line: 2, column: 10 })
    expect(sql.slice(start, end)).toBe('FORM')
  })
})
