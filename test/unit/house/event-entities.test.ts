import { MikroORM } from '@mikro-orm/postgresql'
import { expect, test } from 'vitest'
import { columnsOf } from '../../../src/entities/column.ts'
import { Event } from '../../../src/entities/event.ts'
import { type EventColumn, eventColumns, eventEntities } from '../../../src/entities/event-columns.ts'
import { entities } from '../../../src/entities/index.ts'

const orm = new MikroORM({ entities, dbName: 'none' })
const { root } = orm.getMetadata(Event)

test('every kind of event is stored under the value of its entity', () => {
  expect(root.discriminatorMap).toEqual(eventEntities)
})

test('every entity of a kind extends Event directly, so that find(Event) finds its rows', () => {
  for (const entity of Object.values(eventEntities).filter(entity => entity !== Event))
    expect(Object.getPrototypeOf(entity)).toBe(Event)
})

test('a column that several kinds have is the same in each of them', () => {
  for (const entity of Object.values(eventEntities))
    for (const [name, type] of Object.entries(columnsOf(entity)))
      expect(type, `${entity.name}: ${name}`).toEqual(eventColumns[name as EventColumn])
})

test('the columns have the names that the ORM gives them', () => {
  const ofEntities = root.props.flatMap(({ fieldNames }) => fieldNames)
  expect([...Object.keys(eventColumns), 'received_at', 'seq'].sort()).toEqual([...new Set(ofEntities)].sort())
})
