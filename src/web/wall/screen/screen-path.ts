/** Where the screen of the hall is. */
export const screenPath = '/wall?screen=1'

/** Whether a page's query asks for it. */
export const isScreen = (search: string): boolean => new URLSearchParams(search).get('screen') === '1'
