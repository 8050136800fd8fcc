import { type Page } from 'playwright-core'
import { dialog, fill, press, told } from './acting.ts'
import { type Part, settled, visit } from './visitor.ts'

const conflict = 'Somebody else has saved this dashboard meanwhile. Nothing of yours is saved yet.'

/** Ann and Bob change one dashboard at the same time: nobody loses what the other one has not seen. */
export const twoPeople: Part = async function* (visitor) {
  await using ofAnn = await visit(visitor, '/dashboards')
  const ann = ofAnn.page
  await press(ann, 'New')
  await fill(dialog(ann), { Name: 'Ours' })
  await press(dialog(ann), 'Make it')
  await ann.getByRole('heading', { name: 'Ours' }).waitFor()
  await using ofBob = await visit(visitor, ann.url().split('/app')[1]!)
  const bob = ofBob.page
  await press(ann, 'Edit')
  await press(bob, 'Edit')
  await addText(ann, 'Read me', 'Weekly numbers.')
  await press(ann, 'Save')
  await told(ann, 'Saved: the dashboard “Ours”.')

  await fill(bob, { Name: 'Bob’s' })
  await addText(bob, 'Bob’s note', 'Ask Bob.')
  await press(bob, 'Save')
  await bob.getByRole('alert').getByText(conflict).waitFor()
  yield {
    name: 'two people: the second one is told of the conflict, and keeps the draft',
    isRight:
      (await bob.getByLabel('Name', { exact: true }).inputValue()) === 'Bob’s' &&
      (await titles(bob)).join() === 'Bob’s note',
  }

  await press(bob, 'Drop my changes and show theirs')
  await bob.getByRole('region', { name: 'Read me' }).waitFor()
  yield {
    name: 'two people: the newer one is shown instead, to go on from',
    isRight:
      (await titles(bob)).join() === 'Read me' &&
      (await bob.getByLabel('Name', { exact: true }).inputValue()) === 'Ours' &&
      !(await bob.getByText(conflict).isVisible()),
  }

  await addText(bob, 'Bob’s note', 'Ask Bob.')
  await press(bob, 'Save')
  await told(bob, 'Saved: the dashboard “Ours”.')
  await ann.reload()
  await settled(ann)
  await ann.getByRole('region', { name: 'Bob’s note' }).waitFor()
  const seen = [await contentOf(ann), await contentOf(bob)]
  yield {
    name: 'two people: afterwards both see the same',
    isRight: seen[0] === seen[1] && ['Weekly numbers.', 'Ask Bob.'].every(text => seen[0]!.includes(text)),
  }
  const problems = [...ofAnn.problems, ...ofBob.problems]
  yield {
    name: `two people: nothing went wrong${problems.map(each => `: ${each}`).join('')}`,
    isRight: !problems.length,
  }
}

async function addText(page: Page, title: string, text: string): Promise<void> {
  await press(page, 'Add a widget')
  await fill(dialog(page), { Title: title, Shows: 'A text', Text: text })
  await press(dialog(page), 'Add')
  await page.getByRole('region', { name: title }).waitFor()
}

const titles = async (page: Page): Promise<string[]> => {
  const widgets = await page.locator('.widget').all()
  return Promise.all(widgets.map(async widget => (await widget.getAttribute('aria-label')) ?? ''))
}

// biome-ignore lint/performance/useDomNodeTextContent: what people see, not what is hidden
const contentOf = (page: Page) => page.locator('#content').innerText()
