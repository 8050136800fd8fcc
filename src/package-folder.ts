import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * The folder of this package, from a folder within `src` of the repository, or within `dist/src` once it is compiled:
 * the compiler copies `package.json` into `dist` too.
 */
export function packageFolder(folder: string): string {
  const parent = dirname(folder)
  const isPackage = existsSync(join(folder, 'package.json')) && basename(folder) !== 'dist'
  return isPackage || parent === folder ? folder : packageFolder(parent)
}
