import { relative } from 'node:path'

/** Each file of operations gets a module beside it, so that a page loads only its own operations. */
export const preset = {
  buildGeneratesSection: ({ documents, presetConfig, ...options }) => {
    const isShared = ({ location }) => relative('.', location) === presetConfig.fragments
    const shared = documents.filter(isShared)
    return documents
      .filter(document => !isShared(document))
      .map(document => ({
        ...options,
        filename: `${relative('.', document.location)}.ts`,
        documents: [document, ...shared],
      }))
  },
}
