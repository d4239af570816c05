/** Builds the browser's pages into dist/web when something they are made of has changed. */
export declare function buildPages(project: string): Promise<void>
/** Runs the bundler in a process of its own, with these options of its command; throws where it fails. */
export declare function buildWith(project: string, ...options: string[]): void
