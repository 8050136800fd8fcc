import { Arg, Args, Ctx, ID, Resolver } from 'type-graphql'
import { findDefinition } from '../analytics/query/definition.ts'
import { createDefinition } from '../definitions/create-definition.ts'
import { type DefinitionKind } from '../definitions/definition-kind.ts'
import { definitions } from '../definitions/definitions.ts'
import { deleteDefinition } from '../definitions/delete-definition.ts'
import { updateDefinition } from '../definitions/update-definition.ts'
import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Connection } from '../schema/connection.ts'
import { type DefinitionChanges, type DefinitionToDelete, type NewDefinition } from '../schema/definition.ts'
import { type DefinitionPayload } from '../schema/definition-types.ts'
import { DeletePayload } from '../schema/delete-payload.ts'
import { PageArgs } from '../schema/page-args.ts'
import { AdminMutation, AdminQuery } from './decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from './decorators/with-user-errors.ts'
import { pageCost } from './question-cost/page-cost.ts'
import { plusFields } from './question-cost/question.ts'
import { weights } from './question-cost/weights.ts'

/** The queries and mutations of a kind of saved definition. Every kind is listed and changed in the same way. */
export const definitionResolvers = (kind: DefinitionKind) => [
  listResolver(kind),
  changesResolver(kind),
  ...(kind.fields.get ? [getResolver(kind, kind.fields.get)] : []),
]

function listResolver(kind: DefinitionKind) {
  const { plural, fields, formerly, types } = kind

  @Resolver()
  class ListResolver {
    @AdminQuery(() => types.connection, {
      name: fields.list,
      formerly: formerly?.list,
      description: sentences(
        `The saved ${plural} of the project, newest first.`,
        kind.builtIn && 'Built-in ones follow.',
      ),
      cost: pageCost,
    })
    list(
      @Ctx('scope') scope: RequestScope,
      @Args(() => PageArgs) args: PageArgs,
    ): Promise<Connection<Definition>> {
      return definitions(scope, kind, args)
    }
  }
  return ListResolver
}

function getResolver({ kind, type, noun }: DefinitionKind, name: string) {
  @Resolver()
  class GetResolver {
    @AdminQuery(() => type, {
      name,
      nullable: true,
      description: `The saved ${noun} with this id; null if there is none.`,
      cost: plusFields(() => weights.statement),
    })
    get(
      @Ctx('scope') { em }: RequestScope,
      @Arg('id', () => ID, {
        description: `The \`id\` that creating the ${noun} returned; its list shows it too.`,
      })
      id: string,
    ): Promise<Definition | null> {
      return findDefinition(em, kind, id)
    }
  }
  return GetResolver
}

function changesResolver(kind: DefinitionKind) {
  const { noun, fields, formerly, types, notes = {} } = kind

  @Resolver()
  class ChangesResolver {
    @AdminMutation(() => types.payload, {
      name: fields.create,
      formerly: formerly?.create,
      description: sentences(`Saves a ${noun} under a name.`, notes.create),
    })
    @WithUserErrors()
    async create(
      @Ctx('scope') scope: RequestScope,
      @Arg('input', () => types.createInput, {
        description: `The content of the ${noun}, and the name to save it under.`,
      })
      input: NewDefinition,
    ): Promise<Accepted<DefinitionPayload>> {
      return { definition: await createDefinition(scope, kind, input) }
    }

    @AdminMutation(() => types.payload, {
      name: fields.update,
      description: sentences(
        `Replaces the content, name or description of a saved ${noun}, unless a newer version exists.`,
        notes.update,
      ),
    })
    @WithUserErrors()
    async update(
      @Ctx('scope') scope: RequestScope,
      @Arg('input', () => types.updateInput, {
        description: `The \`id\` of the saved ${noun}, the version that you read, and the values to replace.`,
      })
      input: DefinitionChanges,
    ): Promise<Accepted<DefinitionPayload>> {
      return { definition: await updateDefinition(scope, kind, input) }
    }

    @AdminMutation(() => DeletePayload, {
      name: fields.delete,
      description: sentences(`Deletes a saved ${noun}.`, notes.delete),
    })
    @WithUserErrors()
    async delete(
      @Ctx('scope') scope: RequestScope,
      @Arg('input', () => types.deleteInput, {
        description: `The \`id\` of a saved ${noun} that is no longer needed.`,
      })
      { id }: DefinitionToDelete,
    ): Promise<Accepted<DeletePayload>> {
      return { deletedId: await deleteDefinition(scope, kind, id) }
    }
  }
  return ChangesResolver
}

const sentences = (...texts: (string | undefined)[]) => texts.filter(Boolean).join(' ')
