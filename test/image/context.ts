import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'

/** The files that Docker would send to a build: those of the folder that its `.dockerignore` lets through. */
export interface Context {
  folder: string
  /** Relative paths, sorted. */
  files: string[]
}

/** Rules as Docker applies them: the last one that matches a path, or a folder above it, decides. */
type Rule = { pattern: string; isException: boolean }

export function contextOf(folder: string): Context {
  const rules = readFileSync(join(folder, '.dockerignore'), 'utf8')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => ({ pattern: line.replace(/^!/, ''), isException: line.startsWith('!') }))
  const roots = rules.filter(({ isException }) => isException).map(({ pattern }) => pattern)
  const candidates = roots.flatMap(root => [
    root,
    ...globSync(`${root}/**`, { cwd: folder, exclude: name => name === 'node_modules' }),
  ])
  const files = [...new Set(candidates)].filter(
    path => !isIgnored(path, rules) && statSync(join(folder, path)).isFile(),
  )
  return { folder, files: files.sort() }
}

function isIgnored(path: string, rules: Rule[]): boolean {
  const last = rules.findLast(({ pattern }) =>
    withFoldersAbove(path).some(each => matchesGlob(each, pattern)),
  )
  return last !== undefined && !last.isException
}

/** `a/b/c` gives `a`, `a/b` and `a/b/c`. */
function withFoldersAbove(path: string): string[] {
  const names = path.split('/')
  return names.map((_, i) => names.slice(0, i + 1).join('/'))
}

/** The files at a source of a COPY: the file itself, or all below a folder. */
export const filesAt = ({ files }: Context, source: string): string[] =>
  files.filter(file => source === '.' || file === source || file.startsWith(`${source}/`))

/** Changes with the names, modes and contents of these files. */
export function fingerprint({ folder }: Context, files: string[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    const path = join(folder, file)
    hash
      .update(`${file}\0${statSync(path).mode & 0o111}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}
