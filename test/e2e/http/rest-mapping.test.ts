import { readFileSync } from 'node:fs'
import { resolveSchemaCoordinate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const page = readFileSync('docs/rest-mapping.md', 'utf8')

/** The rows of the table in a section of the page, without its head, as cells. */
const rowsOf = (section: string) =>
  [...section.matchAll(/^\| (.+) \|$/gm)].map(([, row]) => row!.split(' | ')).slice(2)

const [endpoints, fields] = page.split('\n## ') as [string, string]
const answered = rowsOf(endpoints).filter(([, field]) => !field!.startsWith('not yet'))

const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)

/** The requests of the page, each with its heading. */
const requests = page.split('\n### ').flatMap(section => {
  const [heading] = section.split('\n')
  return [...section.matchAll(/^ask '([^']+)'$/gm)].map(([, query]) => [heading!, query!] as const)
})

describe('the page that maps REST to GraphQL', () => {
  test.each(requests)('has a request that works when pasted: %s', async (_, query) => {
    const answer = await story(app, 'mapping').answer<Record<string, { userErrors?: object[] } | null>>(query)
    for (const found of Object.values(answer)) expect(found?.userErrors ?? []).toEqual([])
  })

  test('names a request and a test for every implemented endpoint', () => {
    expect(answered.length).toBeGreaterThan(20)
    for (const [, , request, tests] of answered) {
      for (const [, anchor] of request!.matchAll(/\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor)
      for (const [, file] of tests!.matchAll(/`(e2e\/[\w/-]+)`/g)) readFileSync(`test/${file}.test.ts`)
    }
  })
})

describe('the table of fields and parameters', () => {
  const schema = serviceSchema()
  const rows = rowsOf(fields)
  /** Whether the schema has it and does not deprecate it. The last part of what is found is the field or argument itself. */
  const isCurrent = (coordinate: string) => {
    const found = Object.values(resolveSchemaCoordinate(schema, coordinate) ?? {}).at(-1)
    return Boolean(found) && !found.deprecationReason
  }
  const parts = rows.filter(([old]) => !old!.startsWith('**'))

  test.each(parts)('says what stands for %s: %s', (_, present) => {
    const coordinates = quoted(present!)
    expect(coordinates).not.toEqual([])
    expect(coordinates.filter(coordinate => !isCurrent(coordinate))).toEqual([])
  })

  test('has a part for every endpoint that answers with fields of its own', () => {
    const withParts = rows.filter(([old]) => old!.startsWith('**')).flatMap(([old]) => quoted(old!))
    const withoutFields = ['dashboard', 'health', 'metrics', 'rate limits', 'track/activity', 'API keys']
    const endpointNames = answered.flatMap(([old]) => quoted(old!))
    expect(endpointNames.filter(name => ![...withParts, ...withoutFields].includes(name))).toEqual([])
  })

  test('gives the unit of every former percentage and every former number of seconds', () => {
    const withUnit = parts.filter(([old]) => /_rate|percentage|response_time/.test(old!))
    for (const [old, , unit] of withUnit) expect(unit, old).toMatch(/percent → share|seconds → ms|ms$/)
  })
})

const anchors = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) =>
  heading!.toLowerCase().replaceAll(' ', '-'),
)
