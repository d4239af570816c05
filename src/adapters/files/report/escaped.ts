/** A text as HTML and SVG show it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, each => `&#${each.charCodeAt(0)};`)
