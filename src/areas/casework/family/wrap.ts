/** Words cut into lines of a length at spaces and hyphens; a word that is longer still is cut. Full width counts double. */
export const wrapped = (text: string, length: number, most = 3): readonly string[] => {
  const lines: string[] = []
  let line = ''
  const breadth = (words: string) =>
    Array.from(words).reduce((sum, character) => sum + (/[⺀-鿿가-힣]/u.test(character) ? 2 : 1), 0)
  for (const part of text.match(/[^\s-]+-?|-|\s+/gu) ?? []) {
    const pieces = breadth(part) > length ? (part.match(new RegExp(`.{1,${length}}`, 'gu')) ?? []) : [part]
    for (const piece of pieces) {
      if (breadth((line + piece).trimEnd()) > length && line.trim() !== '') {
        lines.push(line.trim())
        line = ''
      }
      line += piece
    }
  }
  if (line.trim() !== '') lines.push(line.trim())
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`]
}
