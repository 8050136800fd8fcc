import { type Definition, definitionNouns } from '../entities/definition.ts'
import { type References, referencesOf } from '../questions/references-of.ts'
import { type RequestScope } from '../request/request-scope.ts'

/** A definition that names another one. */
export type Referrer = Pick<Definition, 'kind' | 'name'>

/** The definitions that name a stored one by any of its names, in the order of their creation. */
export async function referrersOf(
  { em, project }: Pick<RequestScope, 'em' | 'project'>,
  { id }: Definition,
  names: Partial<References>,
): Promise<Referrer[]> {
  // A text anywhere may be something else than a name, so what is found is read.
  const found = await em.execute<(Referrer & Pick<Definition, 'content'>)[]>(
    `select kind, name, content from definitions
     where project = ? and id <> ?::bigint
       and exists (select from jsonb_array_elements_text(?::jsonb) as named (text) where position(named.text in content::text) > 0)
     order by id`,
    [project, id, JSON.stringify(Object.values(names).flat())],
  )
  return found.filter(({ content }) => namesAny(referencesOf(content), names))
}

const namesAny = (references: References, names: Partial<References>): boolean =>
  Object.entries(names).some(([things, ofThing]) =>
    ofThing.some(name => references[things as keyof References].includes(name)),
  )

const mostNamed = 10

/** Such as `The funnel "Sales" and 2 others`, with up to ten names. */
export function inWords(referrers: Referrer[]): string {
  const named = referrers
    .slice(0, mostNamed)
    .map(({ kind, name }) => `the ${definitionNouns[kind]} "${name}"`)
  const others = referrers.length - named.length
  const parts = others ? [...named, `${others} others`] : named
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]!
  return `T${text.slice(1)}`
}
