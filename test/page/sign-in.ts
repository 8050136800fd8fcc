import { type Request } from 'playwright-core'
import { type Part, settled, visit } from './visitor.ts'

/** A stranger sees the form, and afterwards the page of the address that was asked for. */
export const signIn: Part = async function* (visitor) {
  yield* byForm(visitor)
  yield* beforeTheAnswer(visitor)
  yield* refused(visitor)
}

const byForm: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/?range=7d', { isSignedIn: false })
  const { page } = opened
  await page.getByLabel('Token or API key').fill('wrong.token.here')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const isBack = page.getByText('Sign in again to go on where you were.')
  await isBack.waitFor()
  yield { name: 'sign-in: a token that is refused leads back to the form', isRight: await isBack.isVisible() }
  await page.getByLabel('Token or API key').fill(` Bearer ${visitor.stage.token}\n`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await settled(page)
  const kept = await page.evaluate<unknown[]>('[localStorage.length, document.cookie]')
  yield {
    name: 'sign-in: a token opens the page of the address, and nothing of it outlives the tab',
    isRight: page.url().endsWith('/app/?range=7d') && kept.join() === '0,',
  }
  await page.getByRole('button', { name: 'Sign out' }).click()
  yield {
    name: 'sign-in: signing out forgets the token',
    isRight: (await page.evaluate(`sessionStorage.getItem('convograph.session')`)) === null,
  }
}

const asksWho = (request: Request) => request.postData()?.includes('query SignedIn') ?? false

const beforeTheAnswer: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/?range=7d')
  const { page } = opened
  await settled(page)
  const project = await page.locator('.who b').textContent()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/graphql', async route => {
    if (asksWho(route.request())) await released
    await route.continue()
  })
  await page.reload()
  await page.locator('.number-value').first().waitFor()
  yield {
    name: 'sign-in: the numbers do not wait until the service has said who is asking',
    isRight: (await page.locator('.who b').textContent())?.trim() === '',
  }
  release()
  await page.locator('.who b', { hasText: project! }).waitFor()
  await settled(page)
  const zone = page.getByRole('button', { name: /^Interval and time zone: .+, .+/ })
  yield {
    name: 'sign-in: then it shows whose numbers they are, and in which time zone',
    isRight: (await zone.isVisible()) && !opened.problems.length,
  }
}

const refused: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/?range=7d')
  const { page } = opened
  await page.route('**/graphql', async route => {
    if (!asksWho(route.request())) return route.continue()
    const errors = [{ message: 'PostgreSQL is away.', extensions: { code: 'DB_UNAVAILABLE' } }]
    await route.fulfill({ status: 503, json: { errors } })
  })
  await page.reload()
  const failure = page.getByRole('alert')
  await failure.filter({ hasText: 'DB_UNAVAILABLE' }).waitFor()
  const isAlone = !(await page.getByRole('navigation').count())
  await page.unrouteAll({ behavior: 'wait' })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.number-value').first().waitFor()
  yield {
    name: 'sign-in: a service that cannot say who is asking is asked again by a button',
    isRight: isAlone && (await page.getByRole('navigation').isVisible()),
  }
}
