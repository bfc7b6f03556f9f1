import multipart from '@fastify/multipart'
import type { MultipartFile, Multipart } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SentFile } from './area.ts'
import { asText } from './sent.ts'

/** The most that one form may send with it. */
const uploadLimits = { bytes: 300_000_000, files: 30, fields: 200, fieldCharacters: 1_000_000 } as const

/** More was sent than a form may send: `edgeProblem` has the words. */
export const tooLarge = () =>
  Object.assign(new Error('The files are too large.'), { code: 'FST_REQ_FILE_TOO_LARGE', statusCode: 413 })

interface Upload {
  readonly parts: AsyncIterator<Multipart>
  /** The file that ended the fields; nothing where the form had none. */
  first: MultipartFile | undefined
  /** The file that was handed on last, which may not have been read. */
  handedOn: MultipartFile | undefined
  bytes: number
}

const uploads = new WeakMap<FastifyRequest, Upload>()

const isFile = (part: Multipart): part is MultipartFile => part.type === 'file'

/** A browser sends a file without a name for an input in which none was chosen. */
const isChosen = ({ filename }: MultipartFile): boolean => filename !== ''

const nextFile = async ({ parts }: Upload): Promise<MultipartFile | undefined> => {
  for (let next = await parts.next(); next.done !== true; next = await parts.next())
    if (isFile(next.value)) return next.value
  return undefined
}

/** A name may come more than once, as for several boxes that were ticked. */
const withMore = (known: string | readonly string[] | undefined, value: string): string | readonly string[] =>
  known === undefined ? value : [...(typeof known === 'string' ? [known] : known), value]

/** Reads the fields of a form up to its first file, so that the form's token can be asked before any file is read. */
const readFields = async (request: FastifyRequest): Promise<void> => {
  if (Number(request.headers['content-length'] ?? 0) > uploadLimits.bytes) throw tooLarge()
  const upload: Upload = {
    parts: request.parts()[Symbol.asyncIterator](),
    first: undefined,
    handedOn: undefined,
    bytes: 0,
  }
  uploads.set(request, upload)
  const fields: Record<string, string | readonly string[]> = {}
  for (let next = await upload.parts.next(); next.done !== true; next = await upload.parts.next()) {
    const part = next.value
    if (isFile(part)) {
      upload.first = part
      break
    }
    if (typeof part.value === 'string') fields[part.fieldname] = withMore(fields[part.fieldname], part.value)
  }
  request.body = fields
}

async function* piecesOf(upload: Upload, { file }: MultipartFile): AsyncGenerator<Uint8Array> {
  try {
    // A stream that is ended before its time would hold up the files after it: it is let run out instead.
    for await (const piece of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      upload.bytes += piece.byteLength
      if (upload.bytes > uploadLimits.bytes) throw tooLarge()
      yield piece
    }
  } finally {
    file.resume()
  }
}

async function* filesOf(upload: Upload): AsyncGenerator<SentFile> {
  let part = upload.first ?? (await nextFile(upload))
  upload.first = undefined
  while (part !== undefined) {
    const file = part
    upload.handedOn = file
    if (isChosen(file))
      yield { field: asText(file.fieldname), name: asText(file.filename), pieces: () => piecesOf(upload, file) }
    file.file.resume()
    part = await nextFile(upload)
  }
}

async function* noFiles(): AsyncGenerator<SentFile> {
  // Nothing was sent.
}

/** The files that came with a request. */
export const filesIn = (request: FastifyRequest): AsyncIterable<SentFile> => {
  const upload = uploads.get(request)
  return upload === undefined ? noFiles() : filesOf(upload)
}

const readToEnd = async (pieces: AsyncIterator<Uint8Array>): Promise<void> => {
  let isDone: boolean | undefined
  do ({ done: isDone } = await pieces.next())
  while (isDone !== true)
}

/** Whatever of the form nobody read is let run out: a browser reads no answer before it has sent everything. */
const letRunOut = async (request: FastifyRequest): Promise<void> => {
  const upload = uploads.get(request)
  if (upload === undefined || upload.bytes > uploadLimits.bytes) return
  upload.handedOn?.file.resume()
  try {
    for await (const file of filesOf(upload)) await readToEnd(file.pieces()[Symbol.asyncIterator]())
  } catch {
    // The sender is gone, or sent too much: there is an answer already.
  }
}

/** Lets the routes of a scope take forms with files, which are handed on as they arrive and never kept. */
export const takeFiles = async (scope: FastifyInstance): Promise<void> => {
  await scope.register(multipart, {
    limits: {
      files: uploadLimits.files,
      fileSize: uploadLimits.bytes,
      fields: uploadLimits.fields,
      fieldSize: uploadLimits.fieldCharacters,
      parts: uploadLimits.files + uploadLimits.fields,
    },
  })
  scope.addHook('preHandler', async request => {
    if (request.isMultipart()) await readFields(request)
  })
  scope.addHook('onSend', async request => letRunOut(request))
}
