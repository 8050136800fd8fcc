import { type Export } from '../entities/export.ts'
import { ExportCompression, type ExportFormat } from '../schema/exports/start-export-input.ts'
import { kindOfFile } from './files/formats.ts'

const endings: Record<ExportCompression, string> = {
  [ExportCompression.NONE]: '',
  [ExportCompression.GZIP]: '.gz',
  [ExportCompression.ZSTD]: '.zst',
}

/** The name under which a file is downloaded, such as `ai-calls-2026-01-31.csv.gz`. No part of it comes from a caller. */
export function fileNameOf({ input, createdAt }: Pick<Export, 'input' | 'createdAt'>): string {
  const source = (input.list ?? (input.sql ? 'query' : input.userId ? 'user' : 'answer'))
    .toLowerCase()
    .replaceAll('_', '-')
  const { extension } = kindOfFile[input.format as ExportFormat]
  const day = createdAt.toISOString().slice(0, 10)
  return `${source}-${day}.${extension}${endings[input.compression as ExportCompression]}`
}

const compressedTypes: Partial<Record<ExportCompression, string>> = {
  [ExportCompression.GZIP]: 'application/gzip',
  [ExportCompression.ZSTD]: 'application/zstd',
}

/** The media type of a file. A compressed one is that of its compression, so that no browser unpacks it. */
export const mediaTypeOf = ({ input }: Pick<Export, 'input'>): string =>
  compressedTypes[input.compression as ExportCompression] ??
  kindOfFile[input.format as ExportFormat].mediaType
