const refusals = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']

/** The codes of SQLite for a file that cannot be opened, or not be written. */
const sqliteRefusals = [8, 14]

/**
 * An error of the file system as a sentence about the setting `DATA_DIR`, for a folder or one of its files that this
 * account may not use. Any other error is returned unchanged.
 */
export function unusableFolder(dataDir: string, error: unknown): unknown {
  const { code, path, errcode } = error as NodeJS.ErrnoException & { errcode?: number }
  const isRefusal = refusals.includes(code ?? '') || sqliteRefusals.includes(errcode ?? 0)
  if (!isRefusal) return error
  const file = path === undefined || path === dataDir ? '' : ` at ${path}`
  return new Error(
    `The folder ${dataDir} cannot be used (${code}${file}): DATA_DIR must be a folder that this account may read and write, with everything in it`,
    { cause: error },
  )
}
