import fc, { type GeneratorValue } from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isInterfaceType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'
import { hasFields } from '../graphql/has-fields.ts'
import { agreeing, type Drawing, drawnValue, happens, isAsked, type Known, someOf } from './random-value.ts'

export interface Operation {
  query: string
  variables: Record<string, unknown>
}

/** What may be asked. */
export interface Askable {
  schema: GraphQLSchema
  /** Root fields that are left out. */
  without: string[]
  known: Known
}

type Composite = GraphQLObjectType | GraphQLInterfaceType

/** A document while it is written: its variables and its fragments. */
interface Asking {
  schema: GraphQLSchema
  drawing: Drawing
  declared: string[]
  variables: Record<string, unknown>
  fragments: { place: string; name: string; text: string }[]
}

/** An operation on some of the root fields, valid except for a few values of its variables. */
export function randomOperation(askable: Askable, gen: GeneratorValue): Operation {
  const kind = gen(() =>
    fc.constantFrom('query' as const, 'query' as const, 'query' as const, 'mutation' as const),
  )
  const wrong = gen(() => fc.constantFrom(0, 0, 2, 10, 50))
  return operationOf(askable, kind, 1, {
    draw: arbitrary => gen(() => arbitrary),
    wrong,
    known: askable.known,
  })
}

/** A query of values that the service takes, with two root fields at least. */
export const randomQuery = (askable: Askable, gen: GeneratorValue): Operation =>
  operationOf(askable, 'query', 2, {
    draw: arbitrary => gen(() => arbitrary),
    wrong: 0,
    known: askable.known,
  })

function operationOf(
  { schema, without }: Askable,
  kind: 'query' | 'mutation',
  least: number,
  drawing: Drawing,
): Operation {
  const root = (kind === 'query' ? schema.getQueryType() : schema.getMutationType())!
  const fields = Object.values(root.getFields()).filter(({ name }) => !without.includes(name))
  const asking: Asking = { schema, drawing, declared: [], variables: {}, fragments: [] }
  const selected = someOf(drawing, fields, least, least + 2).map((field, i) =>
    fieldText(asking, field, 1, `f${i}_`),
  )
  const declared = asking.declared.length ? `(${asking.declared.join(', ')})` : ''
  const fragments = asking.fragments.map(({ text }) => text)
  return {
    query: [`${kind}${declared} { ${selected.join(' ')} }`, ...fragments].join('\n'),
    variables: asking.variables,
  }
}

/** A field with arguments has a name of its own in the answer: two with different arguments would be one otherwise. */
function fieldText(
  asking: Asking,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  prefix = '',
): string {
  const own = asking.declared.length
  const given = argumentsOf(asking, field)
  const alias = given.length ? `${prefix}${field.name}${own}: ` : prefix && `${prefix}${field.name}: `
  const args = given.length ? `(${given.join(', ')})` : ''
  return `${alias}${field.name}${args}${selectionOf(asking, field.type, depth)}`
}

/** Some of the arguments, as variables. */
function argumentsOf(asking: Asking, { name, args }: GraphQLField<unknown, unknown>): string[] {
  const { drawing } = asking
  const chosen = args
    .filter(argument => isRequiredArgument(argument) || drawing.draw(fc.boolean()))
    .filter(argument => isAsked(drawing, argument))
  return agreeing(drawing, chosen).map(argument => `${argument.name}: ${variableOf(asking, argument, name)}`)
}

function variableOf({ drawing, declared, variables }: Asking, { name, type }: GraphQLArgument, of: string) {
  const variable = `v${declared.length}`
  declared.push(`$${variable}: ${type}`)
  variables[variable] = drawnValue(drawing, type, { of, name })
  return `$${variable}`
}

function selectionOf(asking: Asking, output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output)
  if (isUnionType(type)) return ` { __typename ${fragmentOnOne(asking, type, depth)} }`
  if (!hasFields(type)) return ''
  const parts = [...fieldsOf(asking, type, depth), ...fragmentsOf(asking, type, depth)]
  return ` { ${['__typename', ...parts].join(' ')} }`
}

function fieldsOf(asking: Asking, type: Composite, depth: number, prefix = ''): string[] {
  const fields = Object.values(type.getFields())
  const within = depth < 5 ? fields : fields.filter(field => !hasFields(getNamedType(field.type)))
  return someOf(asking.drawing, within, 1, 5).map(field => fieldText(asking, field, depth + 1, prefix))
}

/** A fragment on one of the types of a union. */
function fragmentOnOne(asking: Asking, union: GraphQLUnionType, depth: number): string {
  const [on] = someOf(asking.drawing, [...union.getTypes()], 1, 1)
  return `... on ${on} { __typename ${fieldsOf(asking, on!, depth + 1).join(' ')} }`
}

/** Sometimes a fragment: named and used again, or inline on the type, on one that it implements or one that implements it. */
function fragmentsOf(asking: Asking, type: Composite, depth: number): string[] {
  if (depth > 4 || !happens(asking.drawing, 30)) return []
  const others = isInterfaceType(type) ? asking.schema.getPossibleTypes(type) : type.getInterfaces()
  const [on] = someOf<Composite>(asking.drawing, [type, ...others], 1, 1)
  // Fields of one name in two types may have different types, so they get names of their own.
  const prefix = on === type ? '' : `${on}_`
  const write = () => `{ __typename ${fieldsOf(asking, on!, depth + 1, prefix).join(' ')} }`
  if (happens(asking.drawing, 50)) return [`... on ${on} ${write()}`]
  return [`...${namedFragment(asking, `${on} of ${type}`, on!, write)}`]
}

function namedFragment({ fragments }: Asking, place: string, on: Composite, write: () => string): string {
  const written = fragments.find(fragment => fragment.place === place)
  if (written) return written.name
  const text = write()
  const name = `F${fragments.length}`
  fragments.push({ place, text: `fragment ${name} on ${on} ${text}`, name })
  return name
}
