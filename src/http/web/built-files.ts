import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, relative, sep } from 'node:path'

/** A file of the built page, in memory: all of them together take about a megabyte. */
export interface BuiltFile extends Content {
  mediaType: string
  /** Whether its name changes with its content. */
  isImmutable: boolean
  /** The same compressed, by the names of HTTP. */
  encodings: Map<string, Content>
}

interface Content {
  etag: string
  bytes: Buffer
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
}

/** The files of a folder by their paths in it, such as `assets/index-1a2b.js`; none if the page is not built. */
export async function readBuiltFiles(folder: string): Promise<Map<string, BuiltFile>> {
  const paths = globSync(`${folder}/**/*.{html,js,css,svg,ttf}`)
  const files = await Promise.all(
    paths.map(async path => [nameOf(folder, path), await readBuilt(path)] as const),
  )
  return new Map(files)
}

const nameOf = (folder: string, path: string) => relative(folder, path).split(sep).join('/')

async function readBuilt(path: string): Promise<BuiltFile> {
  const encodings = await Promise.all([compressed('br', `${path}.br`), compressed('gzip', `${path}.gz`)])
  return {
    ...(await contentOf(path)),
    mediaType: mediaTypes[extname(path)]!,
    isImmutable: path.includes(`${sep}assets${sep}`),
    encodings: new Map(encodings.flat()),
  }
}

/** Nothing if the build has not compressed the file. */
const compressed = (encoding: string, path: string): Promise<[string, Content][]> =>
  contentOf(path).then(
    content => [[encoding, content]],
    () => [],
  )

async function contentOf(path: string): Promise<Content> {
  const bytes = await readFile(path)
  return { etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`, bytes }
}
