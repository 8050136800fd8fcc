import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inPostgres } from '../../support/track-events.ts'
import {
  CreateModelAliasDocument,
  type CreateModelAliasInput,
  DeleteModelAliasDocument,
  ModelAliasesDocument,
  RecomputeCostsDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** The administrator of a project whose deployments have names of their own. */
function keeper(project: string) {
  const { answer } = story(app, project)
  const add = async (alias: Partial<CreateModelAliasInput> = {}) => {
    const input = { model: 'prod-chat', targetProvider: 'openai', targetModel: 'gpt-4', ...alias }
    return (await answer(CreateModelAliasDocument, { input })).createModelAlias
  }
  const remove = async (id: string) =>
    (await answer(DeleteModelAliasDocument, { input: { id } })).deleteModelAlias
  const list = async () => (await answer(ModelAliasesDocument)).modelAliases
  const happened = (more: object = {}) =>
    eventsHappened(app, project, [
      {
        aiCall: {
          timestamp: '2024-03-15T12:00:00Z',
          provider: 'azure',
          model: 'prod-chat',
          inputTokens: 1_000,
          outputTokens: 0,
          ...more,
        },
      },
    ])
  const costs = async () =>
    (await inPostgres(app, project, 'cost_usd::text as cost')).map(row => (row as { cost: string }).cost)
  const recompute = async () => {
    const range = { between: { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' } }
    await answer(RecomputeCostsDocument, { input: { range, dryRun: false } })
  }
  return { add, remove, list, happened, costs, recompute }
}

const refusal = (code: string, field: string) => [{ code, field, message: expect.any(String) }]

describe('an alias', () => {
  test('gives the name of a deployment the price of a model, at once and in earlier calls when recomputed', async () => {
    const { add, remove, happened, costs, recompute } = keeper('deployment')
    await happened()
    const { modelAlias } = await add({ provider: 'Azure ' })
    await happened()
    await happened({ provider: 'elsewhere' })
    expect(await costs()).toEqual([null, '0.03', null])
    await recompute()
    expect(await costs()).toEqual(['0.03', '0.03', null])
    await remove(modelAlias!.id)
    await happened()
    await recompute()
    expect(await costs()).toEqual([null, null, null, null])
  })

  test('is shown as added, sorted by provider and model, to its own project only', async () => {
    const { add, list } = keeper('shown')
    expect(
      await add({ provider: 'Azure', model: ' prod-* ', targetProvider: 'OpenAI', targetModel: ' gpt-4o ' }),
    ).toEqual({
      modelAlias: {
        id: expect.stringMatching(/^\d+$/),
        provider: 'azure',
        model: 'prod-*',
        targetProvider: 'openai',
        targetModel: 'gpt-4o',
        createdAt: expect.any(String),
      },
      userErrors: [],
    })
    await add({ model: 'b' })
    await add({ model: 'a' })
    expect((await list()).map(({ provider, model }) => `${provider} ${model}`)).toEqual([
      'null a',
      'null b',
      'azure prod-*',
    ])
    const other = keeper('other')
    expect(await other.list()).toEqual([])
    const { id } = (await list())[0]!
    expect(await other.remove(id)).toEqual({ deletedId: null, userErrors: refusal('NOT_FOUND', 'id') })
    expect(await list()).toHaveLength(3)
  })

  test('may have the same name for another provider, and takes no price from another alias', async () => {
    const { add, happened, costs } = keeper('chain')
    await add({ model: 'prod-chat', targetProvider: 'azure', targetModel: 'next' })
    await add({ model: 'next' })
    await happened()
    await add({ provider: 'azure' })
    await happened()
    expect(await costs()).toEqual([null, '0.03'])
  })

  test('leaves a given cost alone', async () => {
    const { add, happened, costs } = keeper('given')
    await add()
    await happened({ costUsd: '7' })
    expect(await costs()).toEqual(['7'])
  })
})

describe('an alias is refused', () => {
  test.each<[string, Partial<CreateModelAliasInput>, string, string]>([
    ['without a model', { model: ' ' }, 'REQUIRED', 'model'],
    ['without a target', { targetModel: '' }, 'REQUIRED', 'targetModel'],
    ['without a provider of the target', { targetProvider: ' ' }, 'REQUIRED', 'targetProvider'],
    ['of a blank provider', { provider: ' ' }, 'REQUIRED', 'provider'],
    ['of a model with 101 characters', { model: 'm'.repeat(101) }, 'TOO_LONG', 'model'],
    ['of a target with a line break', { targetModel: 'gpt\n4' }, 'INVALID_TEXT', 'targetModel'],
    ['with a * that is not at the end', { model: 'prod-*-eu' }, 'INVALID_PATTERN', 'model'],
  ])('%s', async (title, alias, code, field) => {
    const { add, list } = keeper(`refused ${title}`)
    expect(await add(alias)).toEqual({ modelAlias: null, userErrors: refusal(code, field) })
    expect(await list()).toEqual([])
  })

  test('if the name has one, also when twenty are added at once', async () => {
    const { add, list } = keeper('race')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => add({ targetModel: `m-${i}` })))
    expect(answers.filter(({ modelAlias }) => modelAlias)).toHaveLength(1)
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array(19).fill('NAME_TAKEN'),
    )
    expect(await list()).toHaveLength(1)
  })

  test('if the project has 1,000', async () => {
    await app.services.database.pool.query(
      `insert into model_aliases (project, provider, model, target_provider, target_model)
       select 'many', '', 'm-' || n, 'openai', 'gpt-4' from generate_series(1, 1000) n`,
    )
    const { add, list } = keeper('many')
    expect(await add()).toEqual({ modelAlias: null, userErrors: refusal('TOO_MANY', 'input') })
    expect(await list()).toHaveLength(1_000)
  })
})

test('an alias that does not exist cannot be deleted', async () => {
  const { remove } = keeper('nothing')
  for (const id of ['999999', "1'; --", '9223372036854775808'])
    expect(await remove(id)).toEqual({ deletedId: null, userErrors: refusal('NOT_FOUND', 'id') })
})
