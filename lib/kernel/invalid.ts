/** What a form says that names the fields itself. Apart from the list of refusals, which no browser needs. */
export const INVALID = 'Something in the form needs another look.';
