import { graphqlRequest } from '../support/graphql/graphql-request.ts'
import { axeFindings, overflow } from './looks.ts'
import { type Part, settled, visit } from './visitor.ts'

interface Made {
  createShareLink: { token: string; shareLink: { id: string } }
}

const creating = `mutation ($input: CreateShareLinkInput!) {
  createShareLink(input: $input) { token shareLink { id } }
}`

/** Somebody without an account opens a share link. */
export const shared: Part = async function* (visitor) {
  const admin = { url: `${visitor.stage.url}/graphql`, token: visitor.stage.token }
  const input = {
    dashboardId: 'platform',
    allowRange: true,
    filter: { dimension: 'CHANNEL', values: ['web'] },
  }
  const { data } = await graphqlRequest<Made>(admin, creating, { input })
  const { token, shareLink } = data!.createShareLink
  await using opened = await visit(visitor, `/shared?zone=UTC#${token}`, { isSignedIn: false })
  const { page, problems } = opened
  const asked: string[] = []
  page.on('request', request => asked.push(request.postData() ?? ''))
  await settled(page)
  yield {
    name: 'shared: the token leaves the address at once',
    isRight: page.url().endsWith('/app/shared?zone=UTC'),
  }
  const text = await page.locator('main').textContent()
  yield {
    name: 'shared: the dashboard is shown, with the filter that the link fixes and without navigation',
    isRight:
      text!.includes('Only: Channel is web') &&
      (await page.locator('.widget').count()) > 3 &&
      // Known users, whom no filter narrows.
      (await page.locator('.widget .failure').allTextContents()).every(text =>
        text.includes('does not narrow'),
      ) &&
      (await page.locator('nav').count()) === 0,
  }
  const chosen = page.waitForResponse(response => response.url().endsWith('/graphql'))
  await page.getByLabel('Range').selectOption('7d')
  await chosen
  await settled(page)
  const operations = asked.filter(Boolean).map(body => (JSON.parse(body) as { query: string }).query)
  yield {
    name: 'shared: nothing but the dashboard is asked, also after another range is chosen',
    isRight: operations.length > 0 && operations.every(query => /^query ShownDashboard\b/.test(query)),
  }
  const findings = [...problems, ...(await axeFindings(page))]
  await page.setViewportSize({ width: 390, height: 900 })
  findings.push(...(await overflow(page)))
  yield {
    name: `shared: it looks right${findings.length ? `, but ${findings.join('; ')}` : ''}`,
    isRight: !findings.length,
  }
  await page.reload()
  await settled(page)
  yield {
    name: 'shared: it can be loaded again',
    isRight: (await page.locator('.widget').count()) > 3,
  }
  await graphqlRequest(
    admin,
    `mutation { revokeShareLink(input: { id: "${shareLink.id}" }) { userErrors { code } } }`,
  )
  await page.reload()
  await page.getByText('This link was ended by hand').waitFor()
  yield {
    name: 'shared: a link that was ended says so',
    isRight: (await page.locator('.widget').count()) === 0,
  }
  await page.goto(`${visitor.stage.url}/app/shared#${token.slice(0, 40)}`)
  await page.reload()
  await page.getByText('This is not the whole link').waitFor()
  yield { name: 'shared: half a link says so', isRight: true }
}
