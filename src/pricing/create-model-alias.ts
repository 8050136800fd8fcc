import { checkedFields } from '../checks/collect.ts'
import { ModelAlias as Stored } from '../entities/model-alias.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CreateModelAliasInput, type ModelAlias } from '../schema/performance/model-alias.ts'
import { labelOf, patternOf } from './checked-price.ts'
import { type Prices } from './prices.ts'
import { aliasChanged, toModelAlias } from './stored-alias.ts'

type AliasScope = Pick<RequestScope, 'project' | 'em' | 'pool' | 'changes'>

/** More than a project needs, and few enough to list and cache all of them. */
const mostAliases = 1_000

/**
 * Adds a name of a model. This process uses the alias at once, other processes within 5 s.
 * @throws TOO_MANY, NAME_TAKEN, and REQUIRED, TOO_LONG, INVALID_TEXT, INVALID_PATTERN for a wrong field
 */
export async function createModelAlias(
  scope: AliasScope,
  prices: Prices,
  input: CreateModelAliasInput,
): Promise<ModelAlias> {
  const alias = checkedAlias(input)
  if ((await scope.em.count(Stored)) >= mostAliases)
    throw badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${mostAliases} aliases. Delete one first, or use a prefix with *.`,
    )
  const row = await insert(scope, alias)
  if (!row)
    throw badInput('NAME_TAKEN', 'model', 'This provider and model have an alias already. Delete it first.')
  const added = scope.em.map(Stored, row)
  aliasChanged(scope, prices, 'CREATED', added)
  return toModelAlias(added)
}

type CheckedAlias = Pick<Stored, 'provider' | 'model' | 'targetProvider' | 'targetModel'>

const checkedAlias = (input: CreateModelAliasInput) =>
  checkedFields<CheckedAlias>({
    provider: () => (input.provider == null ? '' : labelOf(input.provider, 'provider').toLowerCase()),
    model: () => patternOf(input.model, 'model'),
    targetProvider: () => labelOf(input.targetProvider, 'targetProvider').toLowerCase(),
    targetModel: () => labelOf(input.targetModel, 'targetModel'),
  })

async function insert({ pool, project }: AliasScope, alias: CheckedAlias): Promise<object | undefined> {
  const { provider, model, targetProvider, targetModel } = alias
  const { rows } = await pool.query(
    `insert into model_aliases (project, provider, model, target_provider, target_model)
     values ($1, $2, $3, $4, $5)
     on conflict do nothing
     returning *`,
    [project, provider, model, targetProvider, targetModel],
  )
  return rows[0]
}
