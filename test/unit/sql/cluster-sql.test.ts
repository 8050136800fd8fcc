import { describe, expect, test } from 'vitest'
import { eventsOf, membersOfSnapshot } from '../../../src/clickhouse/scope.ts'
import { compile, onEachShard, perShard, sql, straysOf, table, text } from '../../../src/clickhouse/sql.ts'
import { layoutOf, tablesOverAll, withReplicas } from '../../../src/clickhouse/table-definitions.ts'
import { shardedBy, tables } from '../../../src/clickhouse/tables.ts'

const place = { cluster: 'three', database: 'rows_local' }
const textOf = (...asked: Parameters<typeof compile>) => compile(...asked).query

describe('the rows of a select', () => {
  const select = onEachShard(sql`select a from ${table('t')} where b = ${text('x')}`)

  test('are a subquery on one server', () => {
    expect(textOf(sql`select count() from ${select}`)).toBe(
      'select count() from (select a from t where b = {p1:String})',
    )
  })

  test('are those of each shard on a cluster, which has no current database', () => {
    expect(compile(sql`select count() from ${select} where c = ${text('y')}`, place)).toEqual({
      query: `select count() from cluster('three', view(select a from rows_local.t where b = {p1:String})) where c = {p2:String}`,
      query_params: { p1: 'x', p2: 'y' },
    })
  })

  test('within a select of a shard are its own', () => {
    expect(textOf(onEachShard(sql`select 1 from ${select}`), place)).toBe(
      `cluster('three', view(select 1 from (select a from rows_local.t where b = {p1:String})))`,
    )
  })

  test('outside of it, a table is that over all rows', () => {
    expect(textOf(sql`select 1 from ${table('t')}`, place)).toBe('select 1 from t')
  })
})

describe('numbers of each shard', () => {
  const numbers = perShard(
    sql`select count() as n from ${eventsOf('p')}`,
    rows => sql`select sum(n) from ${rows}`,
    sql`strays`,
  )

  test('are merged if every user is on one shard', () => {
    expect(textOf(numbers, { ...place, isPerShard: true })).toBe(
      `select sum(n) from cluster('three', view(select count() as n from (select * from rows_local.events where project = {p1:String})))`,
    )
  })

  test('are computed over all rows otherwise, and on one server', () => {
    expect(textOf(numbers, place)).toBe(
      `select count() as n from cluster('three', view(select * from rows_local.events where project = {p1:String}))`,
    )
    expect(textOf(numbers)).toBe(
      'select count() as n from (select * from events where project = {p1:String})',
    )
  })

  test('say how strays are found; other statements need not know', () => {
    expect(straysOf(numbers)).toBeDefined()
    expect(straysOf(sql`select 1 from ${membersOfSnapshot('1')}`)).toBeUndefined()
  })
})

describe('the tables of a cluster', () => {
  test('are one over all rows for each that questions read', () => {
    expect(tablesOverAll({ database: 'rows', place })).toHaveLength(Object.keys(shardedBy).length)
    expect(
      tablesOverAll({ database: 'rows', place })[2],
    ).toBe(`create table if not exists rows.users as rows_local.users
engine = Distributed('three', 'rows_local', 'users', user_no)`)
  })

  test('keep the columns that choose the shard, which the definition of each table has', () => {
    for (const [name, key] of Object.entries(shardedBy)) {
      const definition = tables.find(statement =>
        statement.startsWith(`create table if not exists ${name} (`),
      )
      const columns = key.match(/[a-z_]+/g)!.filter(word => word !== 'if')
      for (const column of columns) expect(definition).toMatch(new RegExp(`\\b${column} `))
    }
  })

  test('have replicas under the path of their shard; tables for a moment have none', () => {
    expect(
      withReplicas(
        'create table if not exists users (\n    a UInt8\n  )\n  engine = ReplacingMergeTree(b, c)\n  order by a',
      ),
    ).toBe(
      `create table if not exists users (\n    a UInt8\n  )\n  engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{database}/{table}/{shard}', '{replica}', b, c)\n  order by a`,
    )
    const removals =
      'create table if not exists removals (\n    seq UInt64\n  )\n  engine = MergeTree\n  order by seq'
    expect(withReplicas(removals)).toBe(removals)
  })

  test('have a layout that tells a shard from the others', () => {
    const shard = (name: string) => ({ name })
    const three = ['shard 1', 'shard 2', 'shard 3'].map(shard)
    expect(new Set(three.map(node => layoutOf(node, three))).size).toBe(3)
    expect(layoutOf(shard('shard 1'), three)).not.toBe(layoutOf(shard('shard 1'), three.slice(0, 2)))
    expect(layoutOf(shard('ClickHouse'), [shard('ClickHouse')])).toMatch(/^\d+ [0-9a-f]{16}$/)
  })
})
