/** Next calls it whenever its router sets out for a page: by a link, a key that presses one, the search, the answer to an act, or the way back. */
export { setOut as onRouterTransitionStart } from './components/controls/underway';
