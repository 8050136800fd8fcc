import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstDay, steps } from '../../support/ask-funnel.ts'
import { projectWith } from '../../support/project-with.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { type FunnelInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

describe('a funnel is refused', () => {
  const two = steps('a', 'b')
  const exclusion = { event: 'x' }
  const bad = (reason: string, field: string) => ({ code: 'BAD_USER_INPUT', reason, field })

  test.each<[string, FunnelInput, ReturnType<typeof bad>]>([
    [
      'a step of 0 alternatives',
      { steps: [{ event: 'a' }, { anyOf: [] }] },
      bad('INVALID_STEPS', 'steps.anyOf'),
    ],
    [
      'a step of 11 alternatives',
      { steps: [{ event: 'a' }, { anyOf: steps(...'abcdefghijk') }] },
      bad('INVALID_STEPS', 'steps.anyOf'),
    ],
    [
      'a step of an event and alternatives',
      { steps: [{ event: 'a', anyOf: two }, ...two] },
      bad('INVALID_STEPS', 'steps.anyOf'),
    ],
    [
      'a window of a second more than ten years',
      { steps: two, windowSeconds: 315_619_201 },
      bad('INVALID_WINDOW', 'windowSeconds'),
    ],
    [
      'an exclusion that equals a step',
      { steps: two, exclusions: [{ event: 'b', filter: null }] },
      bad('INVALID_EXCLUSION', 'exclusions.event'),
    ],
    [
      'an exclusion of no event',
      { steps: two, exclusions: [{ event: ' ' }] },
      bad('INVALID_EXCLUSION', 'exclusions.event'),
    ],
    [
      'an exclusion before the first step',
      { steps: two, exclusions: [{ ...exclusion, fromStep: 0 }] },
      bad('INVALID_EXCLUSION', 'exclusions.fromStep'),
    ],
    [
      'an exclusion that ends where it starts',
      { steps: two, exclusions: [{ ...exclusion, fromStep: 2, toStep: 2 }] },
      bad('INVALID_EXCLUSION', 'exclusions.fromStep'),
    ],
    [
      'an exclusion after the last step',
      { steps: two, exclusions: [{ ...exclusion, toStep: 3 }] },
      bad('INVALID_EXCLUSION', 'exclusions.fromStep'),
    ],
    [
      'an exclusion within steps of any order',
      { steps: steps('a', 'b', 'c'), order: 'UNORDERED', exclusions: [{ ...exclusion, toStep: 2 }] },
      bad('INVALID_EXCLUSION', 'exclusions.fromStep'),
    ],
    [
      '11 exclusions',
      { steps: two, exclusions: Array(11).fill(exclusion) },
      bad('INVALID_EXCLUSION', 'exclusions'),
    ],
    ['a breakdown by nothing', { steps: two, breakdown: {} }, bad('INVALID_BREAKDOWN', 'breakdown')],
    [
      'a breakdown by two things',
      { steps: two, breakdown: { property: 'a', trait: 'b' } },
      bad('INVALID_BREAKDOWN', 'breakdown'),
    ],
    [
      'a breakdown by a key of 501 characters',
      { steps: two, breakdown: { property: 'a'.repeat(501) } },
      bad('INVALID_BREAKDOWN', 'breakdown'),
    ],
    [
      'a breakdown at step 0',
      { steps: two, breakdown: { property: 'a', attribution: 'STEP', step: 0 } },
      bad('INVALID_BREAKDOWN', 'breakdown.step'),
    ],
    [
      'a breakdown at step 3 of 2',
      { steps: two, breakdown: { property: 'a', attribution: 'STEP', step: 3 } },
      bad('INVALID_BREAKDOWN', 'breakdown.step'),
    ],
    [
      'a breakdown at a step where steps have no order',
      { steps: two, order: 'UNORDERED', breakdown: { property: 'a', attribution: 'STEP', step: 1 } },
      bad('INVALID_BREAKDOWN', 'breakdown.attribution'),
    ],
    [
      'a breakdown at no step',
      { steps: two, breakdown: { property: 'a', attribution: 'STEP' } },
      bad('INVALID_BREAKDOWN', 'breakdown.step'),
    ],
    ['an empty filter', { steps: two, filter: {} }, bad('INVALID_FILTER', 'filter')],
    [
      'seven steps in any order that share an event',
      { steps: 'bcdefgh'.split('').map(other => ({ anyOf: steps('a', other) })), order: 'UNORDERED' },
      bad('INVALID_STEPS', 'steps'),
    ],
  ])('with %s', async (_, input, refused) => {
    const query = 'query ($input: FunnelInput!) { funnel(input: $input) { totalUsers } }'
    expect(await story(app, 'refused').refusal(query, { input })).toEqual(refused)
  })

  test.each([
    ['timeToConvert(fromStep: 2, toStep: 2) { users }', bad('INVALID_STEPS', 'fromStep')],
    ['timeToConvert(buckets: 101) { users }', bad('INVALID_BUCKETS', 'buckets')],
    ['steps { converted(first: 0) { totalCount } }', bad('INVALID_PAGE_SIZE', 'first')],
    ['trend(interval: MINUTE) { totalUsers }', bad('TOO_MANY_BUCKETS', 'interval')],
  ])('a part such as %s', async (part, refused) => {
    const query = `{ funnel(input: { steps: [{ event: "a" }, { event: "b" }] }) { ${part} } }`
    const { errors } = await story(app, 'refused').ask(query)
    const { code, reason, field } = errors[0]!.extensions
    expect({ code, reason, field }).toEqual(refused)
  })
})

describe('a saved funnel', () => {
  const save = `mutation ($input: CreateFunnelInput!) { createFunnel(input: $input) { funnel { id name version input } userErrors { code field } } }`
  const update = `mutation ($input: UpdateFunnelInput!) { updateFunnel(input: $input) { funnel { name version } userErrors { code field } } }`
  const remove = `mutation ($input: DeleteFunnelInput!) { deleteFunnel(input: $input) { deletedId userErrors { code field } } }`
  const byId = 'query ($id: ID!) { funnel(id: $id) { name totalUsers steps { users } } }'

  test('answers like its input, and can be changed with its latest version, listed and deleted', async () => {
    const saved = await projectWith(app, 'saved', { ann: 'a0 b1', bob: 'a0' })
    const input = { name: 'first b', funnel: { steps: steps('a', 'b'), range: firstDay } }
    const { createFunnel } = await saved.answer<{ createFunnel: { funnel: { id: string } } }>(save, { input })
    expect(createFunnel).toMatchObject({ funnel: { name: 'first b', version: 1 }, userErrors: [] })
    const { id } = createFunnel.funnel
    expect(await saved.answer(byId, { id })).toEqual({
      funnel: { name: 'first b', totalUsers: 2, steps: [{ users: 2 }, { users: 1 }] },
    })
    const change = { id, expectedVersion: 1, funnel: { steps: steps('b', 'a'), range: firstDay } }
    expect(await saved.answer(update, { input: change })).toEqual({
      updateFunnel: { funnel: { name: 'first b', version: 2 }, userErrors: [] },
    })
    expect(await saved.answer(update, { input: change })).toEqual({
      updateFunnel: { funnel: null, userErrors: [{ code: 'VERSION_CONFLICT', field: 'expectedVersion' }] },
    })
    expect(await saved.answer(byId, { id })).toMatchObject({ funnel: { totalUsers: 1 } })
    expect(await saved.answer('{ savedFunnels { totalCount nodes { id name } } }')).toEqual({
      savedFunnels: { totalCount: 1, nodes: [{ id, name: 'first b' }] },
    })
    expect(await saved.answer(remove, { input: { id } })).toEqual({
      deleteFunnel: { deletedId: id, userErrors: [] },
    })
    expect(await saved.refusal(byId, { id })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'NOT_FOUND',
      field: 'id',
    })
  })

  test('is not saved with invalid steps, and a question takes either an id or an input', async () => {
    const refused = story(app, 'saved-refused')
    const input = { name: 'no step', funnel: { steps: [] } }
    expect(await refused.answer(save, { input })).toEqual({
      createFunnel: { funnel: null, userErrors: [{ code: 'INVALID_STEPS', field: 'steps' }] },
    })
    expect(await refused.refusal('{ funnel { totalUsers } }')).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_FUNNEL',
      field: 'input',
    })
  })
})
