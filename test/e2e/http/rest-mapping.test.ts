import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const page = readFileSync('docs/rest-mapping.md', 'utf8')

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
    const rows = [...page.matchAll(/^\| (.+) \|$/gm)].map(([, row]) => row!.split(' | ')).slice(2)
    const answered = rows.filter(([, field]) => !field!.startsWith('not yet'))
    expect(answered.length).toBeGreaterThan(20)
    for (const [, , request, tests] of answered) {
      for (const [, anchor] of request!.matchAll(/\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor)
      for (const [, file] of tests!.matchAll(/`(e2e\/[\w/-]+)`/g)) readFileSync(`test/${file}.test.ts`)
    }
  })
})

const anchors = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) =>
  heading!.toLowerCase().replaceAll(' ', '-'),
)
