import { graphqlRequest } from '../support/graphql/graphql-request.ts'
import { type Part, settled, visit } from './visitor.ts'

const statement = 'SELECT channel, count() AS messages FROM messages'

/** SQL written, run, saved and changed by keys; and what a key of a service sees. */
export const sql: Part = async function* (visitor) {
  const admin = { url: `${visitor.stage.url}/graphql`, token: visitor.stage.token }
  await using opened = await visit(visitor, '/sql')
  const { page } = opened
  await settled(page)
  const area = page.getByLabel('SQL', { exact: true })
  await area.focus()
  await page.keyboard.type(statement)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('WHERE role = {role:String} GROUP BY channel')
  yield {
    name: 'sql: Tab indents',
    isRight: (await area.inputValue()) === `${statement}\n  WHERE role = {role:String} GROUP BY channel`,
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.type('USER')
  await page.keyboard.press('Enter')
  const rows = page.locator('section[aria-label="Answer"] tbody tr')
  await rows.first().waitFor()
  const { data } = await graphqlRequest<{ query: { rows: unknown[] } }>(
    admin,
    `{ query(input: { sql: "${statement} WHERE role = 'USER' GROUP BY channel" }) { rows } }`,
  )
  yield {
    name: 'sql: Tab after Escape leads to the value, and Enter runs',
    isRight: (await rows.count()) === data!.query.rows.length && page.url().endsWith('?p.role=USER'),
  }
  await page.getByRole('button', { name: 'Save the query' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Messages by channel')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/app\/sql\/\w+$/)
  await rows.first().waitFor()
  yield {
    name: 'sql: a saved query runs when it is opened',
    isRight: (await rows.count()) === data!.query.rows.length,
  }
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await graphqlRequest(
    admin,
    `mutation { updateQuery(input: { id: "${id}", expectedVersion: 1, query: { sql: "SELECT 2 AS theirs" } }) { userErrors { code } } }`,
  )
  await area.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' -- mine')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Close this box, and choose what to keep.').waitFor()
  await page.keyboard.press('Escape')
  const kept = (await area.inputValue()).endsWith('-- mine')
  await page.getByRole('button', { name: 'Drop my changes and show theirs' }).click()
  yield {
    name: 'sql: what somebody else has saved meanwhile is told, and can be taken',
    isRight: kept && (await area.inputValue()) === 'SELECT 2 AS theirs',
  }
  await area.fill('SELECT\n  count( FORM messages')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Go there' }).click()
  const selected = await area.evaluate(each => {
    const { value, selectionStart, selectionEnd } = each as unknown as {
      value: string
      selectionStart: number
      selectionEnd: number
    }
    return [value.slice(0, selectionStart).split('\n').length, selectionEnd > selectionStart]
  })
  yield { name: 'sql: an error leads to its place', isRight: selected.join() === '2,true' }
  await page.locator('summary', { hasText: 'daily_stats' }).click()
  await page.getByRole('button', { name: 'new_users', exact: true }).click()
  yield {
    name: 'sql: a click on a column writes its name',
    isRight: (await area.inputValue()).includes('new_users'),
  }
  const made = await graphqlRequest<{ createApiKey: { key: string } }>(
    admin,
    `mutation { createApiKey(input: { name: "reads", scopes: [READ] }) { key } }`,
  )
  const reader = { ...visitor, stage: { ...visitor.stage, token: made.data!.createApiKey.key } }
  await using other = await visit(reader, '/sql')
  await other.page.getByText('SQL is for the accounts and tokens of administrators').waitFor()
  yield {
    name: 'sql: a key that reads sees a sentence',
    isRight: (await other.page.locator('.sql-text').count()) === 0,
  }
}
