import { type Page } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { type Part, settled, type Visit, type Visitor, visit } from './visitor.ts'

const apollo = 'https://embeddable-sandbox.cdn.apollographql.com/**'

/** What people get at `/graphql`, mostly where no other host can be reached. */
export const explorer: Part = async function* (visitor) {
  yield* withoutApollo(visitor)
  yield* withSession(visitor)
  yield* fromCard(visitor)
  yield* withApollo(visitor)
}

/** The button does nothing before the editors are there. */
async function isReady(page: Page): Promise<void> {
  await page.locator('.graphiql-response .monaco-editor').waitFor()
  await page.locator('.graphiql-query-editor .view-line').first().waitFor()
  await page.getByRole('button', { name: /Execute query/ }).waitFor()
}

const run = (page: Page) => page.getByRole('button', { name: /Execute query/ }).click()
const answerWith = (page: Page, text: string) =>
  page.locator('.graphiql-response').filter({ hasText: text }).waitFor()

/** Monaco draws spaces that do not break. */
const textIn = async (page: Page, editor: 'query-editor' | 'response') =>
  (await page.locator(`.graphiql-${editor} .view-lines`).textContent())!.replaceAll(/\s+/g, ' ')

async function* withoutApollo(visitor: Visitor): AsyncIterable<Check> {
  await using opened = await visit(visitor, '/', { isSignedIn: false })
  const { page, problems } = opened
  const began = performance.now()
  await page.goto(`${visitor.stage.url}/graphql`)
  await isReady(page)
  const asked = problems.splice(0)
  yield {
    name: 'explorer: GraphiQL opens where Apollo’s script does not come, and nothing else was tried',
    isRight:
      page.url().endsWith('/graphql?ui=graphiql') &&
      asked.length === 1 &&
      asked[0]!.startsWith('asked https://embeddable-sandbox.cdn.apollographql.com/'),
  }
  await run(page)
  await answerWith(page, 'UNAUTHENTICATED')
  await page.getByLabel('Token or API key').fill(visitor.stage.token)
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await page.getByText('Asking with the token of this tab.').waitFor()
  await isReady(page)
  await run(page)
  await answerWith(page, 'totalEvents')
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  yield { name: `explorer: an example answers a token that was entered (after ${seconds} s)`, isRight: true }
  yield await nothingWrong('that token', opened)
}

async function* withSession(visitor: Visitor): AsyncIterable<Check> {
  await using opened = await visit(visitor, '/')
  const { page } = opened
  const began = performance.now()
  await page.goto(`${visitor.stage.url}/graphql?ui=graphiql`)
  await isReady(page)
  await run(page)
  await answerWith(page, 'totalEvents')
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  yield { name: `explorer: the session of the page answers an example within ${seconds} s`, isRight: true }
  await page.getByRole('tab', { name: 'Live' }).click()
  await run(page)
  await answerWith(page, 'activeConversations')
  await page.getByRole('button', { name: /Stop query/ }).click()
  await isReady(page)
  yield { name: 'explorer: a subscription delivers, and is stopped', isRight: true }
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click()
  const field = page.locator('.graphiql-doc-explorer').getByText('conversationAnalytics').first()
  await field.waitFor()
  yield { name: 'explorer: the documentation has the fields of the schema', isRight: await field.isVisible() }
  yield await nothingWrong('a session', opened)
}

/** The session of a form, so that the other tab has it from this one only. */
async function* fromCard(visitor: Visitor): AsyncIterable<Check> {
  await using opened = await visit(visitor, '/?range=7d', { isSignedIn: false })
  const { page, problems } = opened
  await page.getByLabel('Token or API key').fill(visitor.stage.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await settled(page)
  await page.getByRole('button', { name: 'About “Models by cost”' }).click()
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Open in the explorer' }).click(),
  ])
  await isReady(other)
  const query = await textIn(other, 'query-editor')
  yield {
    name: 'explorer: the menu of a card opens its question, which leaves the address',
    isRight:
      query.includes('aiModels(') &&
      !query.includes('stats(') &&
      other.url().endsWith('/graphql?ui=graphiql'),
  }
  await run(other)
  await answerWith(other, 'aiModels')
  const answer = await textIn(other, 'response')
  const findings = [...problems, ...(/"data": ?\{ ?"aiModels": ?\{/.test(answer) ? [] : [answer])]
  yield {
    name: `explorer: it is answered with its variables and the session of the page${findings.map(each => `: ${each}`)}`,
    isRight: !findings.length,
  }
}

/** A script in the place of Apollo's, which shows what it is given. */
const standIn = `window.EmbeddedSandbox = class {
  constructor(options) { document.querySelector(options.target).textContent = 'Sandbox of ' + options.initialEndpoint }
}`

async function* withApollo(visitor: Visitor): AsyncIterable<Check> {
  await using opened = await visit(visitor, '/')
  const { page } = opened
  await page.goto(`${visitor.stage.url}/graphql?ui=apollo`)
  const link = page.getByRole('link', { name: 'GraphiQL' })
  await link.waitFor()
  yield {
    name: 'explorer: a Sandbox that was asked for says that it did not come',
    isRight: await link.isVisible(),
  }
  await page.route(apollo, route => route.fulfill({ contentType: 'text/javascript', body: standIn }))
  await page.goto(`${visitor.stage.url}/graphql`)
  const sandbox = page.getByText(`Sandbox of ${visitor.stage.url}/graphql`)
  await sandbox.waitFor()
  yield {
    name: 'explorer: where Apollo’s script comes, it is the Sandbox of this service',
    isRight: page.url().endsWith('/graphql'),
  }
  await page.route(apollo, () => undefined)
  await page.goto(`${visitor.stage.url}/graphql`)
  await isReady(page)
  yield { name: 'explorer: a script that does not come in time is not waited for', isRight: true }
}

/** Neither another host nor the content security policy. */
async function nothingWrong(of: string, { problems }: Visit): Promise<Check> {
  const found = problems.splice(0)
  return {
    name: `explorer: nothing is asked elsewhere or refused by the policy with ${of}${found.length ? `: ${found.join()}` : ''}`,
    isRight: !found.length,
  }
}
