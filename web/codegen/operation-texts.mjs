import { dirname, relative } from 'node:path'

/** Writes each operation as its text with its types. A text is a third of a parsed document, and people can copy it. */
export function plugin(_schema, documents, _config, { outputFile }) {
  const definitions = documents.flatMap(({ document }) => document.definitions)
  const fragments = definitions.filter(({ kind }) => kind === 'FragmentDefinition')
  const operations = definitions.filter(({ kind }) => kind === 'OperationDefinition')
  const used = new Map(fragments.map(fragment => [fragment.name.value, fragment]))
  return {
    prepend: [
      `import { type Operation, operation } from '${relative(dirname(outputFile), 'web/api/operation.ts')}'`,
    ],
    content: operations.map(each => constantOf(each, used)).join('\n\n'),
  }
}

function constantOf(each, fragments) {
  const name = capital(each.name.value)
  const type = name + { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[each.operation]
  const text = [each, ...spreadIn(each, fragments)].map(textOf).join('\n')
  return `export const ${name}: Operation<${type}, ${type}Variables> = operation(\`${text}\`)`
}

/** As it stands in its file. */
const textOf = ({ loc }) =>
  loc.source.body.slice(loc.start, loc.end).replaceAll('\\', '\\\\').replaceAll('`', '\\`')

/** The fragments that the definition spreads, and those that these spread. */
function spreadIn(definition, fragments, found = new Set()) {
  for (const [, name] of textOf(definition).matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)) {
    const fragment = fragments.get(name)
    if (!fragment || found.has(fragment)) continue
    found.add(fragment)
    spreadIn(fragment, fragments, found)
  }
  return [...found]
}

const capital = text => text[0].toUpperCase() + text.slice(1)
