/** Text as it is searched: width and case of letters make no difference. */
export const foldWords = (text: string): string => text.normalize('NFKC').toLowerCase()
