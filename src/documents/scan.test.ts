import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { partsOfCommand, scanByCommand } from './command-scan.ts'
import { bytesBetween, largest, receive, receivedFrom } from './received.ts'
import type { DocumentRefused } from './refusal.ts'
import { lookAt, scanned } from './scan.ts'
import { inPieces, macroFile, pdfFile, photograph, programFile, wordFile, zipOf } from './testing.ts'

const looked = async (bytes: Uint8Array) => lookAt(await receivedFrom(bytes))
const refusalOf = async (bytes: Uint8Array): Promise<string> => {
  const found = await looked(bytes)
  return 'refused' in found ? found.refused : `let in as ${found.mediaType}`
}
const typeOf = async (bytes: Uint8Array): Promise<string> => {
  const found = await looked(bytes)
  return 'refused' in found ? found.refused : found.mediaType
}

describe('a file that arrives', () => {
  it('is the same bytes again, however it was cut on its way', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 700_000 }),
        fc.integer({ min: 1000, max: 400_000 }),
        fc.nat({ max: 700_000 }),
        fc.nat({ max: 700_000 }),
        async (bytes, piece, one, other) => {
          const file = await receive(inPieces(bytes, piece))
          assert.equal(file.size, bytes.byteLength)
          assert.ok(Buffer.concat(file.chunks).equals(bytes))
          const [from, to] = [Math.min(one, other), Math.max(one, other)]
          assert.ok(bytesBetween(file, from, to).equals(Buffer.from(bytes).subarray(from, to)))
        },
      ),
      { numRuns: 40 },
    ))
  it('may have twenty million bytes and not one more; no more than that is read', async () => {
    assert.equal((await receive(inPieces(photograph(largest)))).size, largest)
    let read = 0
    const counting = async function* () {
      for await (const piece of inPieces(photograph(30_000_000))) {
        read += piece.byteLength
        yield piece
      }
    }
    await assert.rejects(
      receive(counting()),
      (error: DocumentRefused) => error.because === 'tooLarge' && /larger than 20 MB/.test(error.message),
    )
    assert.ok(read < largest + 100_000)
  })
  it('that is empty is refused in words', () =>
    assert.rejects(receive(inPieces(new Uint8Array())), /The file is empty/))
  it('that breaks off throws as its line does', async () => {
    const broken = async function* () {
      yield await Promise.resolve(photograph(500_000))
      throw new Error('the line was cut')
    }
    await assert.rejects(receive(broken()), /the line was cut/)
  })
  it('waits where sixteen arrive already, and has its turn', async () => {
    const files = await Promise.all(Array.from({ length: 40 }, () => receive(inPieces(photograph(300_000)))))
    assert.equal(files.length, 40)
  })
})

describe('what a file is', () => {
  it('is told by its content and not by its name', async () => {
    assert.equal(await typeOf(photograph(4000)), 'image/jpeg')
    assert.equal(await typeOf(pdfFile()), 'application/pdf')
    assert.equal(await typeOf(Buffer.from('ftypheic'.padStart(12, '\0'))), 'image/heic')
    assert.equal(await typeOf(Buffer.from('Grace rang at nine.\r\n王小明 was there.', 'utf8')), 'text/plain')
    assert.equal(await typeOf(Buffer.from('\ufeffMZ Jones wrote this.', 'utf16le')), 'text/plain')
    assert.equal(await typeOf(Buffer.from('MZ Jones wrote this.')), 'text/plain')
    assert.match(await typeOf(wordFile()), /wordprocessingml\.document$/)
    assert.equal(
      await typeOf(zipOf({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }] })),
      'application/vnd.oasis.opendocument.text',
    )
  })
  it('is seen across the border of two chunks', async () => {
    const pdf = Buffer.concat([pdfFile(), Buffer.alloc(256 * 1024, 0x20)])
    pdf.write('/Encrypt 5 0 R', 256 * 1024 - 4, 'latin1')
    const found = await looked(pdf)
    assert.ok('notices' in found)
    assert.match(found.notices.join(), /locked by a password/)
  })
})

describe('what is never kept', () => {
  it('is a program called photo.jpg', async () => {
    assert.match(await refusalOf(programFile()), /It is a program, whatever its name says/)
    for (const head of ['\x7fELF\x02', '#!/bin/sh\nrm -r', '\0asm\x01', 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD'])
      assert.match(await refusalOf(Buffer.from(head, 'latin1')), /It is a program/)
  })
  it('is an Office file with a macro, wherever the macro is hidden', async () => {
    const hidden: readonly Buffer[] = [
      macroFile(),
      wordFile({ 'word/vbaProject.bin': strToU8('x') }),
      wordFile({ 'word/VBAPROJECT.BIN': strToU8('x') }),
      wordFile(
        { 'word/picture.bin': strToU8('x') },
        {
          types: '<Override PartName="/word/picture.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        },
      ),
      wordFile({}, { types: '<Override ContentType="application/vnd.ms-office.&#118;baProject"/>' }),
      wordFile({ 'xl/macrosheets/sheet1.xml': strToU8('x') }),
      wordFile({ 'word/activeX/activeX1.bin': strToU8('x') }),
      zipOf({
        mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
        'Basic/Standard/Module1.xml': strToU8('x'),
      }),
    ]
    for (const [index, file] of hidden.entries()) assert.match(await refusalOf(file), /holds a macro/, String(index))
  })
  it('is an old Office file, a zip of other things, a page of the web, or bytes that nobody knows', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    assert.match(await refusalOf(old), /before 2007/)
    const others = [
      zipOf({ 'holiday.exe': strToU8('MZ') }),
      Buffer.from('PK\x03\x04 and nothing more'),
      Buffer.from('<svg onload="x()"></svg>'),
      Buffer.from('\n<!doctype html><p>Hello'),
      Buffer.from([0, 1, 2, 3]),
      Buffer.from([0x41, 0xff, 0x42]),
    ]
    for (const file of others) assert.match(await refusalOf(file), /not a type of file that is kept/)
  })
  it('and no file of any bytes breaks the look', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.constantFrom('', 'PK\x03\x04', '%PDF-', 'MZ'),
        fc.nat(),
        async (bytes, head, place) => {
          const file = Buffer.concat([Buffer.from(head, 'latin1'), bytes, wordFile()])
          if (file.byteLength > 0) file[place % file.byteLength] = 0xff
          await looked(file)
        },
      ),
      { numRuns: 200 },
    ))
})

describe('the council’s own scan', () => {
  const file = () => receivedFrom(pdfFile())
  it('is a program that reads the document and ends with 0 or 1', async () => {
    const clean = await scanned(await file(), scanByCommand('sh -c "! grep -q Virus"'))
    assert.deepEqual([clean.scannedBy, clean.notices], ['sh', []])
    const finds = scanByCommand('sh -c "grep -c Catalog; exit 1"')
    await assert.rejects(scanned(await file(), finds), (error: DocumentRefused) => error.because === 'notKept')
    await assert.rejects(scanned(await file(), finds), /sh refused it: 1/)
  })
  it('may stop reading once it has seen enough', async () => {
    const large = await receivedFrom(photograph(3_000_000))
    await assert.rejects(scanned(large, scanByCommand('sh -c "head -c 10 >/dev/null; exit 1"')), /something harmful/)
  })
  it('that does not answer lets nothing in', async () => {
    for (const command of ['sh -c "exit 2"', '/no/such/program'])
      await assert.rejects(
        scanned(await file(), scanByCommand(command)),
        (error: DocumentRefused) => error.because === 'notScanned' && /could not be scanned/.test(error.message),
      )
  })
  it('adds what readers should know', async () => {
    const says = { name: 'Example', scan: () => Promise.resolve({ notices: ['It has links to the web.'] }) }
    assert.deepEqual((await scanned(await file(), says)).notices, ['It has links to the web.'])
  })
  it('is named by words, those in quotation marks together', () =>
    assert.deepEqual(partsOfCommand(' scan  --to "a b" -'), ['scan', '--to', 'a b', '-']))
})
