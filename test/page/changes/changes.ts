import { type Check } from '../../browser/proof.ts'
import { type Part, settled, type Visitor, visit } from '../visitor.ts'
import { type Act, definitions } from './definitions.ts'
import { live } from './thing.ts'
import { things } from './things.ts'

/** Every kind of thing that the settings hold, and those of the other pages, made, refused, changed and deleted by clicks. */
export const changes: Part = async function* (visitor) {
  if (!visitor.stage.own)
    return yield { name: 'changes: SKIPPED: the data of this service has to stay as it is', isRight: true }
  for (const thing of things(visitor.stage))
    yield await checked(thing.kind, visitor, thing.path, page => live(page, thing))
  for (const [kind, path, act] of definitions) yield await checked(kind, visitor, path, act)
}

/** One line of the verdict, with what went wrong. */
async function checked(kind: string, visitor: Visitor, path: string, act: Act): Promise<Check> {
  await using opened = await visit(visitor, path)
  const { page, problems } = opened
  page.setDefaultTimeout(30_000)
  await settled(page)
  const mistake = await act(page).then(
    () => problems.join('; '),
    (error: Error) => error.message.split('\n').slice(0, 3).join(' '),
  )
  return { name: `changes: ${kind} by clicks${mistake && `: ${mistake}`}`, isRight: !mistake }
}
