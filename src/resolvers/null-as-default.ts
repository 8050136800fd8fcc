import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { inputsHolding } from '../schema/inputs-holding.ts'
import { type Cost, type Question } from './question-cost/question.ts'

type Given = Record<string, unknown>
type Parameter = GraphQLArgument | GraphQLInputField

/** Makes each argument and input field with a default nullable: a null means the default, for costs and answers alike. */
export function takeNullAsDefault(schema: GraphQLSchema): void {
  const holdDefaults = inputsHolding(schema, type => Object.values(type.getFields()).some(hasDefault))
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(allowNull)
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        field.args.forEach(allowNull)
        takeDefaults(field, holdDefaults)
      }
  }
}

function allowNull(parameter: Parameter): void {
  if (hasDefault(parameter) && isNonNullType(parameter.type)) parameter.type = parameter.type.ofType
}

function takeDefaults(field: GraphQLField<unknown, unknown>, holdDefaults: Set<unknown>): void {
  const parameters = fillable(field.args, holdDefaults)
  if (!parameters.length) return
  const fill = (args: Given) => filled(args, parameters, holdDefaults)
  const { resolve = defaultFieldResolver, subscribe } = field
  field.resolve = (parent, args, context, info) => resolve(parent, fill(args), context, info)
  if (subscribe)
    field.subscribe = (parent, args, context, info) => subscribe(parent, fill(args), context, info)
  for (const name of costNames) {
    const cost = field.extensions[name] as Cost | number | undefined
    if (typeof cost !== 'function') continue
    const ofFilled = (question: Question<Given>) => cost({ ...question, args: fill(question.args) } as never)
    field.extensions = { ...field.extensions, [name]: ofFilled }
  }
}

/** The extensions of a field that may hold a cost. */
const costNames = ['complexity', 'once']

/** The values with defaults in place of nulls, at any depth. Values without such a null are returned as they are. */
function filled(values: Given, parameters: Parameter[], holdDefaults: Set<unknown>): Given {
  let result = values
  for (const { name, type, defaultValue } of parameters) {
    const value = values[name]
    const next = value === null ? (defaultValue ?? null) : filledInside(value, type, holdDefaults)
    if (next !== value) result = { ...result, [name]: next }
  }
  return result
}

function filledInside(value: unknown, type: GraphQLInputType, holdDefaults: Set<unknown>): unknown {
  const named = getNamedType(type)
  if (!holdDefaults.has(named) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => filledInside(item, named, holdDefaults))
  return filled(value as Given, fillableFields(named as GraphQLInputObjectType, holdDefaults), holdDefaults)
}

const hasDefault = ({ defaultValue }: Parameter) => defaultValue !== undefined

const fillable = (parameters: readonly Parameter[], holdDefaults: Set<unknown>): Parameter[] =>
  parameters.filter(parameter => hasDefault(parameter) || holdDefaults.has(getNamedType(parameter.type)))

const known = new WeakMap<GraphQLInputObjectType, Parameter[]>()

function fillableFields(type: GraphQLInputObjectType, holdDefaults: Set<unknown>): Parameter[] {
  const fields = known.get(type) ?? fillable(Object.values(type.getFields()), holdDefaults)
  known.set(type, fields)
  return fields
}
