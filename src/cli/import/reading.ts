import { type KindName } from '../../ingest/kinds/index.ts'
import { type ColumnMapping, fieldsOf } from './column-mapping.ts'
import { type Renames, renamed } from './renames.ts'
import { type Row } from './row.ts'
import { cellFor, type RowEvent, rowEvent } from './row-event.ts'
import { withShortName } from './short-name.ts'
import { type SourceName, sources } from './sources/index.ts'
import { type Columns, type Taken, type TakenEvent } from './sources/source.ts'
import { zonedValue } from './zoned.ts'

/** How the rows of the files become events. */
export interface Reading {
  mapping: ColumnMapping
  /** The product that the files are from. */
  source?: SourceName
  /**
   * Whether the mapping describes the events of the product. If so, the product's rules read only rows that have no name
   * under the mapping, such as the traits of a user.
   */
  isMapped?: boolean
  /** The IANA zone of times that do not name theirs. */
  zone: string
  renames: Renames
}

/**
 * What a row says: an event by the mapping, or what the rules of its product make of it.
 * @throws RowProblem for a row that cannot be used
 */
export function taken(row: Row, reading: Reading, propertyOf: (cell: unknown) => unknown): Iterable<Taken> {
  const { mapping, source, isMapped, zone } = reading
  if (source === undefined) return [{ kind: mapping.kind, event: rowEvent(row, mapping, propertyOf, zone) }]
  const event = isMapped ? rowEvent(row, mapping, propertyOf, zone) : undefined
  if (event?.name !== undefined) return [{ kind: mapping.kind, event }]
  return bySource(row, reading, valuesIn(row.columns, propertyOf))
}

/** The columns with the values of their cells. */
export function valuesIn(columns: Columns, propertyOf: (cell: unknown) => unknown): Columns {
  if (propertyOf === asItIs) return columns
  return Object.fromEntries(Object.entries(columns).map(([column, cell]) => [column, propertyOf(cell)]))
}

/** The cells of JSON are values already. */
export const asItIs = (cell: unknown): unknown => cell

function* bySource(
  row: Row,
  { source, isMapped, mapping, zone }: Reading,
  columns: Columns,
): Generator<Taken> {
  for (const part of sources[source!].read(columns, { zone })) {
    if (!('event' in part)) yield part
    else yield* withoutLink(isMapped ? part : withMapped(part, row, mapping, zone))
  }
}

/** Fills the fields that `--map` and `--set` name, as far as the kind has them. */
function withMapped({ kind, event }: TakenEvent, row: Row, mapping: ColumnMapping, zone: string): TakenEvent {
  if (mapping.columns.size + mapping.constants.size === 0) return { kind, event }
  const cells = [...mapping.columns.keys(), ...mapping.constants.keys()].map(
    target => [target, cellFor(target, row, mapping)] as const,
  )
  const present = cells.filter(([, cell]) => cell !== undefined && cell !== null)
  const fields = fieldsOf(kind)
  const own = present
    .filter(([target]) => target in fields)
    .map(([target, cell]) => [target, zonedValue(fields[target]!, zone)(cell, target)])
  const properties = present.flatMap(([target, cell]) =>
    target.startsWith('properties.') ? [[target.slice('properties.'.length), cell]] : [],
  )
  return {
    kind,
    event: {
      ...event,
      ...Object.fromEntries(own),
      properties: { ...event.properties, ...Object.fromEntries(properties) },
    },
  }
}

/** The link of the visitor to the user is made later, with all other links in the order of time. */
function* withoutLink({ kind, event }: TakenEvent): Generator<Taken> {
  const { userId, anonymousId, ...rest } = event
  if (userId === undefined || anonymousId === undefined) return yield { kind, event }
  yield { kind, event: { ...rest, userId } }
  if (userId !== anonymousId)
    yield {
      identity: {
        at: Date.parse(String(event.timestamp)),
        userId: String(userId),
        visitorId: String(anonymousId),
      },
    }
}

/** The event under its new name, cut to what the service accepts. */
export const finalEvent = (kind: KindName, event: RowEvent, { renames }: Reading): RowEvent =>
  withShortName(kind === 'event' ? renamed(event, renames) : event)
