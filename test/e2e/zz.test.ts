import { test } from 'vitest'
import { startTestApp } from '../support/test-app.ts'
import { createSchema } from '../../src/graphql-schema.ts'
import { execute, parse } from 'graphql'
test('x', async () => {
  const app = await startTestApp({ LOG_LEVEL: 'error' })
  const a = await app.ask('mutation($e:[EventInput!]!){trackEvents(input:{events:$e}){accepted}}', { e: [{ name: 'b', properties: 'text' }] })
  console.log(a.status, JSON.stringify(a.errors))
  const b = await app.ask('mutation($e:[EventInput!]!){trackEvents(input:{events:$e}){accepted}}', { e: [{ name: 5 }] })
  console.log(b.status, JSON.stringify(b.errors))
  const c = await app.ask('{ timeSeries(input: { range: {from: "now", to: "2024-01-01T00:00:00Z"}}) { timestamps } }')
  console.log(c.status, JSON.stringify(c.errors))
  const c2 = await app.ask('query($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }', {i: {range: {from: "now", to: "2024-01-01T00:00:00Z"}}})
  console.log(c2.status, JSON.stringify(c2.errors))
  const d = await app.ask('mutation{trackEvent(input:{name:"a", properties: "t"}){status}}')
  console.log(d.status, JSON.stringify(d.errors))
  const e = await app.ask('{ events(filter: {name: "a\\u0000"}) { totalCount } }')
  console.log(e.status, JSON.stringify(e.errors))
  const f = await app.ask('{ summary { totalEvents } }', {}, 'a.b.c')
  console.log(f.status, JSON.stringify(f.errors))
  const g = await app.ask('{ events(first: 5, after: "abc) }')
  console.log(g.status, JSON.stringify(g.errors))
  const s = createSchema()
  const r = await execute({ schema: s, document: parse('mutation($e:[EventInput!]!){trackEvents(input:{events:$e}){accepted}}'), variableValues: { e: [{ name: 'b', properties: 'text' }] } })
  console.log(r.errors![0]!.originalError, r.errors![0]!.path)
  await app.close()
})
