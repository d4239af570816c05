/** Bidirectional marks and isolates, by which a text can look like another one, and separators that no keyboard writes. */
const misleading = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g
/** What has no meaning yet or a private one stays: rare characters of names are among it. */
const notPrinted = /[\p{Cc}\p{NChar}]/gu

/**
 * What a stranger typed, as it is kept: control characters, reversing marks, halves of characters and what is no character are left out, since they come from
 * pasting, say nothing and mislead who reads. Line breaks stay, tabs are spaces, more than two empty lines are two. Characters outside the BMP stay whole.
 */
export const cleanText = (typed: string): string =>
  typed
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .split('\n')
    .map(line => line.replace(misleading, '').replace(notPrinted, '').trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()

/** The same in one line. */
export const cleanLine = (typed: string): string => cleanText(typed).replace(/\s+/gu, ' ')

/** How long a text is for whoever reads it: in characters, where one outside the BMP is one. */
export const lengthOf = (text: string): number => [...text].length
