/** What a query of Prometheus reads. */
export interface Parts {
  /** Each metric with the labels that its selector names. */
  selectors: { name: string; labels: string[] }[]
  functions: string[]
  /** The labels that the result keeps; undefined if nothing is grouped. */
  grouped: string[] | undefined
}

/**
 * The parts of a query, as far as the files of this repository need: no strings outside of selectors, no `on` or `without`.
 * @throws Error if its brackets do not match
 */
export function partsOf(query: string): Parts {
  const selectors: Parts['selectors'] = []
  const withoutSelectors = query.replace(/([a-z_:]\w*)\{([^}]*)\}/g, (_, name, matchers) => {
    selectors.push({ name, labels: labelsOf(matchers) })
    return ' 0 '
  })
  requireBrackets(withoutSelectors)
  const groups = [...withoutSelectors.matchAll(/\bby\s*\(([^)]*)\)/g)].map(([, labels]) => labels!)
  const rest = withoutSelectors.replace(/\bby\s*\([^)]*\)/g, ' ').replace(/\[[^\]]*\]/g, ' ')
  const words = [...rest.matchAll(/([a-z_:]\w*)\s*(\(?)/g)].filter(([, word]) => word !== 'or')
  return {
    selectors: [
      ...selectors,
      ...words.filter(([, , call]) => !call).map(([, name]) => ({ name: name!, labels: [] })),
    ],
    functions: words.filter(([, , call]) => call).map(([, name]) => name!),
    grouped: groups[0]?.split(',').map(label => label.trim()),
  }
}

const labelsOf = (matchers: string) =>
  [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"[^"]*"/g)].map(([, name]) => name!)

function requireBrackets(text: string): void {
  const open: string[] = []
  for (const character of text.replace(/[^()[\]{}]/g, '')) {
    if ('([{'.includes(character)) open.push(character)
    else if (`${open.pop()}${character}`.match(/^(\(\)|\[\]|\{\})$/) === null)
      throw new Error(`An unmatched ${character} in ${text}`)
  }
  if (open.length) throw new Error(`An unmatched ${open.at(-1)} in ${text}`)
}
