/** Lines and rings up to this width, px, stay as fine as they are drawn. */
const finest = 3
/** What one `rem` is at the standard type size, px. */
const rootSize = 16

const lengths = /(?<![\w#.-])-?(?:\d*\.)?\d+px\b/g

/** A value of a style sheet with its lengths of `px` as multiples of the root's type size, fine lines left as they are. */
export const relative = (value: string): string =>
  value.replace(lengths, length => {
    const px = Number.parseFloat(length)
    return Math.abs(px) <= finest ? length : `${Number((px / rootSize).toFixed(4))}rem`
  })

/**
 * For the build: every style sheet, the component library's too, is written in px of the standard type size and delivered in `rem`, so that
 * letters, fields, gaps and columns follow the one size at the root together. Conditions of `@media` stay: they ask about the screen.
 */
export const relativeSizes = {
  postcssPlugin: 'relative-sizes',
  Declaration: (declaration: { value: string }): void => {
    const value = relative(declaration.value)
    if (value !== declaration.value) declaration.value = value
  },
}
