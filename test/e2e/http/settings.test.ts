import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({
    MAX_DEPTH: '12',
    RATE_TRACK: '0',
    RATE_BATCH: '7',
    RATE_OTLP: '9',
    INTROSPECTION: 'false',
  })
})
afterAll(() => app.close())

interface Answer {
  settings: {
    limits: Record<'depth' | 'batch' | 'funnelSteps' | 'cost' | 'otlpBytes', number>
    rates: Record<'track' | 'batch' | 'otlp', number | null>
    prices: { part: string; points: number; description: string }[]
    versions: Record<'convograph' | 'node' | 'postgresql' | 'clickhouse', string>
    timeZone: string
    features: Record<string, boolean>
  }
}

const settings = async (fields: string) =>
  (await app.ask<Answer>(`{ settings { ${fields} } }`)).data!.settings

describe('settings', () => {
  test('show the limits that the operator set, and those of the service', async () => {
    const { limits, rates } = await settings(
      'limits { depth batch funnelSteps otlpBytes } rates { track batch otlp exportsPerHour }',
    )
    expect(limits).toEqual({ depth: 12, batch: 1_000, funnelSteps: 20, otlpBytes: 4_194_304 })
    expect(rates).toEqual({ track: null, batch: 7, otlp: 9, exportsPerHour: 10 })
  })

  test('name every weight of the cost once', async () => {
    const { prices } = await settings('prices { part points description }')
    const parts = prices.map(({ part }) => part)
    expect(parts).toEqual([...new Set(parts)])
    expect(parts).toEqual(expect.arrayContaining(['STATEMENT', 'MUTATION_FIELD', 'READ_SESSIONS']))
    expect(prices.every(({ points }) => points > 0)).toBe(true)
  })

  test('tell the versions of all programs', async () => {
    const { versions } = await settings('versions { convograph node postgresql clickhouse }')
    expect(versions).toEqual({
      convograph: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      node: process.versions.node,
      postgresql: expect.stringMatching(/^\d+\.\d+/),
      clickhouse: expect.stringMatching(/^\d+\.\d+\./),
    })
  })

  test('tell the time zone of the project', async () => {
    await app.services.database.pool.query(
      `insert into projects (id, time_zone) values ('default', 'Asia/Kathmandu')
       on conflict (id) do update set time_zone = excluded.time_zone`,
    )
    expect((await settings('timeZone')).timeZone).toBe('Asia/Kathmandu')
  })

  test('tell what is on', async () => {
    const names =
      'introspection explorer trustedDocuments accounts openProjects storesAddresses embeddedClickhouse'
    const { features } = await settings(`features { ${names} }`)
    expect(features).toEqual({
      introspection: false,
      explorer: false,
      trustedDocuments: false,
      accounts: true,
      openProjects: true,
      storesAddresses: app.env.storeIp,
      embeddedClickhouse: true,
    })
  })
})
