import { type Part, settled, visit } from './visitor.ts'

/** A stranger sees the form, and afterwards the page of the address that was asked for. */
export const signIn: Part = async function* (visitor) {
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
