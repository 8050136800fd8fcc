import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** What one step adds to the file system: the upper folder of an overlay. */
export interface Layer {
  folder: string
  /** Depends on the step and on everything before it. */
  key: string
  step: string
}

/** Folders of a layer while its step runs. Overlay needs `work` beside `files`. */
export interface Unfinished {
  files: string
  work: string
}

const keptMs = 3 * 60 * 60 * 1_000

/** Layers of this and of earlier runs; those that no run has used for three hours are deleted. */
export class LayerCache {
  private readonly folder: string
  /** The layers of this run, by key: stages that begin alike share them. */
  private readonly layers = new Map<string, Promise<Layer>>()

  constructor(folder: string) {
    this.folder = folder
  }

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name)
      if (Date.now() - (await stat(path)).mtimeMs > keptMs) await rm(path, { recursive: true, force: true })
    }
  }

  /** The layer of a step. `inputs` are all that it depends on; `make` writes its files unless an earlier run has. */
  layer(step: string, inputs: string[], make: (at: Unfinished) => Promise<void>): Promise<Layer> {
    const key = createHash('sha256')
      .update([step, ...inputs].join('\0'))
      .digest('hex')
      .slice(0, 16)
    const known = this.layers.get(key) ?? this.find(key, step, make)
    this.layers.set(key, known)
    return known
  }

  private async find(key: string, step: string, make: (at: Unfinished) => Promise<void>): Promise<Layer> {
    const folder = join(this.folder, key)
    if (!existsSync(folder)) await this.fill(folder, make)
    await utimes(folder, new Date(), new Date())
    return { folder: join(folder, 'files'), key, step }
  }

  /** Another run at the same time may fill the same folder: the first one stays. */
  private async fill(folder: string, make: (at: Unfinished) => Promise<void>): Promise<void> {
    const partial = await mkdtemp(`${folder}-`)
    const at = { files: join(partial, 'files'), work: join(partial, 'work') }
    try {
      await mkdir(at.files, { mode: 0o755 })
      await mkdir(at.work)
      await make(at)
      await rm(at.work, { recursive: true, force: true })
      await rename(partial, folder)
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
}

/** The bytes that a layer takes on the disk. */
export const sizeOf = ({ folder }: Layer): number =>
  Number(execFileSync('du', ['-s', '--block-size=1', folder], { encoding: 'utf8' }).split('\t')[0])
