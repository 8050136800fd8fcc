import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { loggedError } from '../../src/logged-error.ts'

/** An error as the driver gives it, with everything that PostgreSQL reports. */
const refused = (code: string, message: string) =>
  Object.assign(new DatabaseError(message, 100, 'error'), {
    code,
    severity: 'ERROR',
    detail: 'Failing row contains (1, ann@example.com, secret).',
    where: 'COPY events, line 1, column name: "secret"',
    internalQuery: "select 'secret'",
    table: 'events',
    constraint: 'events_name_check',
  })

test('an error of PostgreSQL is logged with its code, names and stack frames, and without the row', () => {
  const logged = loggedError(refused('23514', 'new row for relation "events" violates "events_name_check"'))
  expect(logged).toEqual({
    type: 'DatabaseError',
    message: 'new row for relation "events" violates "events_name_check"',
    code: '23514',
    severity: 'ERROR',
    table: 'events',
    constraint: 'events_name_check',
    stack: expect.stringMatching(/^ +at refused /),
  })
})

test.each([
  ['22P02', 'invalid input syntax for type bigint: "secret"', 'invalid input syntax for type bigint: …'],
  ['22P02', 'invalid input syntax for type bigint: "a"secret"b"', 'invalid input syntax for type bigint: …'],
  ['42601', 'syntax error at or near "secret"', 'syntax error at or near …'],
  ['42P01', 'relation "projects" does not exist', 'relation "projects" does not exist'],
  ['P0001', 'no secret here', ''],
])('a message of class %s that says %j is logged as %j', (code, message, expected) => {
  expect(loggedError(refused(code, message)).message).toBe(expected)
})

test.each([
  [
    "Cannot parse string 'it's secret' as DateTime: while executing FUNCTION equals(name, 'secret')",
    'Cannot parse string …',
  ],
  [
    'connect to postgres://ann:se/secret@db.example.com:5432/log failed',
    'connect to postgres://…@db.example.com:5432/log failed',
  ],
  ['Unexpected token \'s\', "secret" is not valid JSON', 'Unexpected token …'],
])('any other error is logged without quoted texts and passwords of URLs: %j', (message, expected) => {
  const logged = loggedError(new Error(message, { cause: new Error(`why: 'secret'`) }))
  expect(logged.message).toBe(expected)
  expect(JSON.stringify(logged)).not.toContain('secret')
})

test('an error of ClickHouse is logged with its name, its number and the name of the question', () => {
  const error = Object.assign(new Error("Unknown identifier 'secret' in scope select 'secret'"), {
    type: 'UNKNOWN_IDENTIFIER',
    code: '47',
    question: 'funnel',
  })
  expect(loggedError(error)).toMatchObject({
    type: 'UNKNOWN_IDENTIFIER',
    code: '47',
    question: 'funnel',
    message: 'Unknown identifier …',
  })
})

test('message lines that look like stack frames are not logged', () => {
  expect(loggedError(new Error('a\n    at secret (secret:1:1)')).stack).not.toContain('secret')
})
