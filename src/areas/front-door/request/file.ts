import { bytesOfFile, filesOfRequest } from '../../../door/files.ts'
import { file, notFound } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { openRequest } from './asked.ts'
import type { ForRequest } from './asked.ts'

/** A file that came with a request, handed on as it was sent. */
export const giveFile = async (asked: ForRequest & { readonly params: { readonly file: number } }): Promise<Answer> => {
  const request = await openRequest(asked, 'file of a request')
  if (request === undefined) return notFound()
  const { database, params } = asked
  const found = (await filesOfRequest(database.sql, request.request)).find(each => each.file === params.file)
  return found === undefined
    ? notFound()
    : file({
        name: found.name,
        mediaType: found.mediaType,
        size: found.size,
        bytes: bytesOfFile(database.sql, found.file),
      })
}
