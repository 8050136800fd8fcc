import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type NamedTypeNode,
  type ObjectValueNode,
  type OperationDefinitionNode,
  separateOperations,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromASTUntyped,
  visit,
} from 'graphql'

type Variables = Record<string, unknown>

/** A part of a document that has become a variable. */
interface Part {
  value: ValueNode
  /** The declaration of the variable in an operation with these declarations. */
  declaration(declared: Declared): VariableDefinitionNode | undefined
}

type Declared = Map<string, VariableDefinitionNode>

/** The parts of one document that become variables: they are filled from the variables inside of them. */
export class Lifted {
  private readonly parts = new Map<string, Part>()
  private readonly declared: Declared

  constructor({ definitions }: DocumentNode) {
    this.declared = new Map(
      definitions.flatMap(node =>
        node.kind === Kind.OPERATION_DEFINITION ? [...declarationsOf(node).entries()] : [],
      ),
    )
  }

  get hasVariables(): boolean {
    return this.declared.size > 0
  }

  mayBeNull(value: ValueNode): boolean {
    if (value.kind !== Kind.VARIABLE) return false
    const declaration = this.declared.get(value.name.value)
    return declaration !== undefined && declaration.type.kind !== Kind.NON_NULL_TYPE
  }

  /** Whether the variable is declared with the type, or a list of this type. */
  isOfType({ name }: VariableNode, typeName: string | undefined): boolean {
    const declaration = this.declared.get(name.value)
    return declaration !== undefined && namedTypeIn(declaration.type) === typeName
  }

  /** A use of a variable as another type. */
  variable(node: VariableNode, typeName: string): VariableNode {
    const name = this.free(`${node.name.value}_${typeName}`)
    return this.lift(name, node, declared => {
      const declaration = declared.get(node.name.value)
      return (
        declaration && { ...declaration, variable: variable(name), type: renamed(declaration.type, typeName) }
      )
    })
  }

  object(node: ObjectValueNode, typeName: string): VariableNode {
    const name = this.free(`${typeName}_${this.parts.size + 1}`)
    const type: TypeNode = { kind: Kind.NON_NULL_TYPE, type: namedType(typeName) }
    return this.lift(name, node, () => ({ kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type }))
  }

  /** The document whose operations declare the new variables, and no longer those that only the parts use. */
  declaredIn(document: DocumentNode): DocumentNode {
    if (!this.parts.size) return document
    const whole = separateOperations(document)
    const definitions = document.definitions.map(node =>
      node.kind === Kind.OPERATION_DEFINITION
        ? this.declare(node, variablesIn(whole[node.name?.value ?? ''] ?? node))
        : node,
    )
    return { ...document, definitions }
  }

  private lift(name: string, value: ValueNode, declaration: Part['declaration']): VariableNode {
    this.parts.set(name, { value, declaration })
    return variable(name)
  }

  private declare(operation: OperationDefinitionNode, used: Set<string>): OperationDefinitionNode {
    const declared = declarationsOf(operation)
    const parts = [...this.parts].filter(([name]) => used.has(name)).map(([, part]) => part)
    const inParts = new Set(parts.flatMap(({ value }) => [...variablesIn(value)]))
    const kept = [...declared.values()].filter(
      ({ variable: { name } }) => used.has(name.value) || !inParts.has(name.value),
    )
    const added = parts.flatMap(part => {
      const declaration = part.declaration(declared)
      if (declaration) fillings.set(declaration, { value: part.value, declared })
      return declaration ?? []
    })
    return { ...operation, variableDefinitions: [...kept, ...added] }
  }

  /** A name that no variable of the document has. */
  private free(name: string): string {
    return this.declared.has(name) ? this.free(`${name}_`) : name
  }
}

const fillings = new WeakMap<VariableDefinitionNode, { value: ValueNode; declared: Declared }>()

/** The value of a variable: of the part of the document that became it, or else as it was sent. */
export function filled(declaration: VariableDefinitionNode, variables: Variables): unknown {
  const filling = fillings.get(declaration)
  if (!filling) return variables[declaration.variable.name.value]
  const defaults = [...filling.declared].flatMap(([name, { defaultValue }]) =>
    defaultValue ? [[name, valueFromASTUntyped(defaultValue)] as const] : [],
  )
  return valueFromASTUntyped(filling.value, { ...Object.fromEntries(defaults), ...variables })
}

const declarationsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Declared =>
  new Map(variableDefinitions.map(declaration => [declaration.variable.name.value, declaration]))

/** The names of the variables that a node uses. */
function variablesIn(node: ASTNode): Set<string> {
  const names = new Set<string>()
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      names.add(name.value)
    },
  })
  return names
}

const variable = (name: string): VariableNode => ({
  kind: Kind.VARIABLE,
  name: { kind: Kind.NAME, value: name },
})

const namedType = (name: string): NamedTypeNode => ({
  kind: Kind.NAMED_TYPE,
  name: { kind: Kind.NAME, value: name },
})

const namedTypeIn = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeIn(type.type)

/** The type with another name, as a list or not null like the former one. */
const renamed = (type: TypeNode, name: string): TypeNode => visit(type, { NamedType: () => namedType(name) })
