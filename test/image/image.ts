import { type Layer } from './layers.ts'

/** An image: its files, and how a container of it runs. */
export interface Image {
  layers: Layer[]
  env: Record<string, string>
  /** The working directory. */
  folder: string
  /** `uid:gid`. */
  user: string
  command: string[]
  healthCheck: string[]
  /** The folder of the volume; empty if there is none. */
  volume: string
}
