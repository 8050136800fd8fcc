import { type Page } from 'playwright-core'
import { dialog, type Fields, fill, press, refused, told } from '../acting.ts'
import { settled } from '../visitor.ts'

/** Something that is made, changed and deleted by clicks. */
export interface Thing {
  /** As the verdict calls it. */
  kind: string
  path: string
  /** The button that opens its form. */
  opener: string
  fields: Fields
  /** Values that are refused, by the label of their field, with what is said there. */
  wrong: Record<string, [value: string, says: RegExp]>
  submit: string
  /** Said once it is made; absent if a secret is shown instead, which is put away. */
  told?: string
  /** In the list once it is made. */
  listed: string
  /** What is done with it afterwards, by clicks in its row. */
  use: (row: Row) => Promise<void>
  /** The last button of its row, the one of the box that asks, and what is said. */
  remove: [opener: string, confirm: string, told: string | RegExp]
  /** Whether it stays in the list, as what has ended. */
  stays?: true
}

/** A thing in its list. */
interface Row {
  page: Page
  press(name: string): Promise<void>
  told(sentence: string): Promise<void>
  /** Waits for a text in the list. */
  see(text: string): Promise<void>
}

/** The life of a thing. */
export async function live(page: Page, thing: Thing): Promise<void> {
  const { opener, fields, wrong, submit, listed, use, remove, stays } = thing
  await press(page, opener)
  const box = dialog(page)
  await fill(box, fields)
  for (const [label, [value, says]] of Object.entries(wrong)) {
    await fill(box, { [label]: value })
    await press(box, submit)
    await refused(box, label, says)
    await fill(box, { [label]: fields[label] ?? '' })
  }
  await press(box, submit)
  if (thing.told) await told(page, thing.told)
  else await press(dialog(page), 'I have it')
  const content = page.locator('#content')
  await content.getByText(listed, { exact: true }).first().waitFor()
  await use(rowOf(page))
  const [ask, confirm, removed] = remove
  await press(content, ask)
  await press(dialog(page), confirm)
  await page.locator('.notice', { hasText: removed }).waitFor()
  if (stays) await content.getByRole('button', { name: ask }).waitFor({ state: 'detached' })
  else await content.getByText(listed, { exact: true }).first().waitFor({ state: 'detached' })
}

const rowOf = (page: Page): Row => ({
  page,
  press: name => press(page.locator('#content'), name),
  told: async sentence => {
    await told(page, sentence)
    // The list is asked again, and has the version that the next change is made to.
    await settled(page)
  },
  see: text => page.locator('#content').getByText(text).first().waitFor(),
})
