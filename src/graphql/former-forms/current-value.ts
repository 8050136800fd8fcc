import { type GraphQLInputObjectType, type GraphQLInputType, type GraphQLSchema, getNamedType } from 'graphql'
import { inputsHolding } from '../../schema/inputs-holding.ts'
import { eventTypeOf } from '../sent-events/event-types.ts'
import { type Fields, formerInputs } from './table.ts'

/** A value of an input type, with each former form inside of it in its present form. */
export function currentValue(schema: GraphQLSchema, type: GraphQLInputType, value: unknown): unknown {
  const former = formerIn(schema)
  const current = (type: GraphQLInputType, value: unknown): unknown => {
    const named = getNamedType(type)
    if (!former.has(named) || typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(item => current(named, item))
    const fields = (named as GraphQLInputObjectType).getFields()
    const given = currentFields(named as GraphQLInputObjectType, { ...value }, isNull)
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [
        name,
        fields[name] ? current(fields[name].type, inner) : inner,
      ]),
    )
  }
  return current(type, value)
}

const isNull = (value: unknown) => value === null || value === undefined

/** The fields of one input in its present form. A field that was null counted as absent where exactly one is given. */
export function currentFields(
  type: GraphQLInputObjectType,
  given: Fields,
  isNull: (value: unknown) => boolean,
): Fields {
  const fields = type.isOneOf
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => !isNull(value)))
    : given
  return formerInputs[type.name]?.(fields) ?? fields
}

const known = new WeakMap<GraphQLSchema, Set<unknown>>()

/** The input types in which a value may have a former form. Events are left to `sent-events`, which reads each alone. */
function formerIn(schema: GraphQLSchema): Set<unknown> {
  const found =
    known.get(schema) ??
    inputsHolding(schema, type => !eventTypeOf(type) && (type.isOneOf || type.name in formerInputs))
  known.set(schema, found)
  return found
}
