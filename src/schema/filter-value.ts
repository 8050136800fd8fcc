import { GraphQLScalarType, Kind, type ValueNode } from 'graphql'

/** A value that a filter compares with. A value of an enum is its name. */
export type FilterValueOf = string | number | boolean

/**
 * A scalar of values of several types, each as it was sent: texts, numbers, `true` and `false`. A number that JSON may have
 * rounded is refused.
 */
export function valueScalar(name: string, description: string, kinds: readonly Kind[]) {
  const checked = (value: unknown): FilterValueOf => {
    if (typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
    throw new TypeError(`A ${name} must be a text, a number of up to 2^53, or a Boolean.`)
  }
  return new GraphQLScalarType<FilterValueOf>({
    name,
    description,
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-3',
    serialize: checked,
    parseValue: checked,
    parseLiteral: node => checked(kinds.includes(node.kind) ? literalValue(node) : undefined),
  })
}

const numbers: Kind[] = [Kind.INT, Kind.FLOAT]

/** The kinds of literals of plain values. */
export const plainKinds = [Kind.STRING, Kind.BOOLEAN, ...numbers]

function literalValue(node: ValueNode): unknown {
  const { value } = node as Extract<ValueNode, { value: unknown }>
  return numbers.includes(node.kind) ? Number(value) : value
}

export const FilterValue = valueScalar(
  'FilterValue',
  'A value that a filter compares with: a text such as `"web"`, a number such as `499.5`, `true` or `false`. For a ' +
    'dimension with a closed list of values also a value of its enum, such as `ASSISTANT`.',
  [...plainKinds, Kind.ENUM],
)
