import { type ExportColumn } from '../../table.ts'
import { type Bytes, type Pieces } from '../bytes.ts'
import { sheetBytes } from './sheet-bytes.ts'
import { zipBytes } from './zip.ts'

/** A workbook with one worksheet, from rows as `xlsxRow` writes them. */
export const xlsxBytes = (columns: ExportColumn[], pieces: Pieces): Bytes =>
  zipBytes([
    ...Object.entries(parts).map(([path, xml]) => ({ path, content: [Buffer.from(`${declaration}${xml}`)] })),
    { path: 'xl/worksheets/sheet1.xml', content: sheetBytes(columns, pieces) },
  ])

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of every workbook besides its worksheet. */
const parts = {
  '[Content_Types].xml':
    `<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
    `xmlns:r="${documents}"><sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}
